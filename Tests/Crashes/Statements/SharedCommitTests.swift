import Foundation
import GRDB
import SyncModel
import Synchronization
import TestSupport
import Testing

@testable import SyncClient
@testable import SyncServer

/// Pushes that wait at the same time share one commit, and its misfortunes, but never an answer.
@Suite struct SharedCommitTests {
    private static let authors = ["Sam", "Priya", "Alex"]

    private let folder: TemporaryDirectory
    private let files: Stillness
    private let requests: [SyncRequest]

    init() throws {
        folder = try TemporaryDirectory()
        let office = Office(on: Disk(in: folder, seed: 1), seed: 1)
        requests = try SharedCommitTests.authors.enumerated().map { number, author in
            let laptop = Laptop(author, on: try Disk(seed: 2), seed: UInt64(number))
            try laptop.join(Office.welcome(author))
            try laptop.sync(office.session(of: author))
            for key in ["1", "2"] { try laptop.write("Words.", to: author + key) }
            return try laptop.replica.write { try $0.gather(.standard, sends: true, offers: false) }.request
        }
        office.close()
        files = try Stillness(of: office.directory)
    }

    @Test(arguments: Mishap.allCases)
    func `each push is kept whole or not at all, and whole if it was answered`(mishap: Mishap) throws {
        var place = 0
        repeat { place += 1 } while try isHarmed(mishap, place)
        #expect(place > 20, "hardly a statement was met")
    }

    /// - Returns: whether the pushes had so many statements.
    private func isHarmed(_ mishap: Mishap, _ place: Int) throws -> Bool {
        try files.putBack()
        let office = Office(on: Disk(in: folder, seed: 1), seed: 1)
        let misfortune = Misfortune(mishap, atStatement: place, on: office.disk)
        try office.store.database.writeWithoutTransaction { misfortune.follow($0) }
        misfortune.await()
        let answered = try push(to: office)
        misfortune.end()
        if mishap == .failure { try check(office, answered, place) }
        office.close()
        office.disk.start()
        try check(office, answered, place)
        for (author, request) in zip(SharedCommitTests.authors, requests) {
            _ = try office.session(of: author).sync(request)
        }
        try check(office, SharedCommitTests.authors.map { _ in true }, place)
        return misfortune.hasHappened
    }

    /// Lets all push while another write is under way, so that they wait for the next commit together.
    /// - Returns: which of them were answered.
    private func push(to office: Office) throws -> [Bool] {
        let (store, requests) = (try office.store, requests)
        let sessions = try SharedCommitTests.authors.map { try office.session(of: $0) }
        let answered = Mutex(sessions.map { _ in false })
        let isUnderWay = DispatchSemaphore(value: 0)
        let blocker = Job {
            try? store.write { _ in
                for _ in sessions { isUnderWay.signal() }
                usleep(5_000)
            }
            // Where that failed before it began, nobody need wait for it.
            for _ in sessions { isUnderWay.signal() }
        }
        let pushes = sessions.enumerated().map { number, session in
            Job {
                isUnderWay.wait()
                guard (try? session.sync(requests[number])) != nil else { return }
                answered.withLock { $0[number] = true }
            }
        }
        for job in pushes + [blocker] { job.finish() }
        return answered.withLock { $0 }
    }

    private func check(_ office: Office, _ answered: [Bool], _ place: Int) throws {
        #expect(try office.store.damage().isEmpty)
        for (request, isAnswered) in zip(requests, answered) {
            let kept = try Set(request.changes.map { try office.keeps($0.dot) })
            // A killed server may have kept what it had no time to answer for.
            #expect(isAnswered ? kept == [true] : kept.count == 1, "statement \(place)")
        }
    }
}
