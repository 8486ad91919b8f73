import Foundation
import SyncModel
import SyncServer
import Synchronization
import TestSupport
import Testing

@Suite struct GroupCommitTests {
    private let directory: TemporaryDirectory
    private let store: SQLiteStore
    private let team: Team

    init() throws {
        directory = try TemporaryDirectory()
        store = try SQLiteStore(path: directory.appending("server.sqlite"), epoch: 1)
        team = try #require(try store.write { try $0.makeTeam(named: "north-shire", identity: "id", at: 0) })
    }

    @Test func `writers on eight threads are all kept, and a failing one spoils no other`() throws {
        let (store, team) = (store, team)
        let failures = Mutex(0)
        DispatchQueue.concurrentPerform(iterations: 8) { thread in
            for round in 0..<25 {
                do {
                    try store.write { store in
                        let member = try store.admit(member: "\(thread).\(round)", role: .member, to: team, at: 0)
                        if round.isMultiple(of: 5) { throw Refused() }
                        _ = try store.add(
                            device: "\(thread).\(round)", of: member, tokenHash: [UInt8(thread), UInt8(round)], at: 0)
                    }
                } catch is Refused {
                    failures.withLock { $0 += 1 }
                } catch {
                    Issue.record(error)
                }
            }
        }
        #expect(failures.withLock { $0 } == 40)
        #expect(try store.read { try $0.devices(of: team) }.count == 160)
    }

    @Test func `of writers that wait together one may fail, and spoils no other`() throws {
        let (store, team, refused) = (store, team, Refusals())
        let (begun, ended) = (DispatchSemaphore(value: 0), DispatchGroup())
        for number in 0..<4 {
            // The first is at work, and stays there until the others have come to wait.
            if number == 1 { begun.wait() }
            ended.enter()
            Thread.detachNewThread {
                defer { ended.leave() }
                do {
                    try store.write { store in
                        _ = try store.admit(member: "\(number)", role: .member, to: team, at: 0)
                        if number == 0 {
                            begun.signal()
                            usleep(300_000)
                        }
                        if number == 2 { throw Refused() }
                    }
                } catch {
                    refused.numbers.withLock { $0.append(number) }
                }
            }
        }
        ended.wait()
        #expect(refused.numbers.withLock { $0 } == [2])
        #expect(try store.read { try $0.standings(ofMembersOf: team) }.map(\.name).sorted() == ["0", "1", "3"])
    }

    private final class Refusals: Sendable {
        let numbers = Mutex<[Int]>([])
    }

    @Test func `what a failing write did is undone`() throws {
        let team = team
        #expect(throws: Refused.self) {
            try store.write { store in
                _ = try store.admit(member: "gone", role: .member, to: team, at: 0)
                throw Refused()
            }
        }
        #expect(try store.write { try $0.revoke(member: "gone", of: team, at: 0) } == false)
    }

    @Test func `eight devices that push at once get distinct sequences and one digest`() throws {
        let service = SyncService(store: store, seal: Seal(secret: [1]), clock: { 0 })
        let sessions = try (0..<8).map { try self.session($0, of: service) }
        let requests = try (0..<8).map { thread in try (1...20).map { try change(thread, $0) } }
        DispatchQueue.concurrentPerform(iterations: 8) { thread in
            for change in requests[thread] {
                let request = SyncRequest(replica: change.dot.replica, cursor: nil, changes: [change])
                #expect(throws: Never.self) { try sessions[thread].sync(request) }
            }
        }
        #expect(try sessions[0].head() == 160)
        guard case .told(let response) = try sessions[0].sync(SyncRequest(replica: ReplicaID(bits: 99), cursor: nil))
        else {
            throw CursorForked()
        }
        #expect(response.records.count == 160)
        #expect(response.records.sum == response.digest)
    }

    private func session(_ number: Int, of service: SyncService) throws -> Session {
        let team = team
        let id = try store.write { store in
            let member = try store.admit(member: "Sam", role: .member, to: team, at: 0)
            return try store.add(device: "device-\(number)", of: member, tokenHash: [UInt8(number)], at: 0)
        }
        let device = try store.read { try $0.device(id) }
        return service.session(for: try #require(device))
    }

    private func change(_ thread: Int, _ n: Int) throws -> Change {
        Change(
            dot: Dot(ReplicaID(bits: UInt64(thread + 1)), UInt64(n)), stamp: Stamp(milliseconds: 0),
            record: try note("\(thread)-\(n)"), author: "Sam", device: "device-\(thread)", context: Context(),
            assigns: FieldMap([(.body, Assignment(value: Value(text: "words"), replaces: []))]))
    }
}

private struct Refused: Error {}
