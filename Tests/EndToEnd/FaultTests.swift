import Foundation
import Testing

/// Every way in which a network goes wrong, between the real programs. `FIELDNOTES_TEST_FAULTS` says how often each.
@Suite struct FaultTests {
    @Test(arguments: Fault.Kind.allCases)
    func `a fault is told in plain words, and the next sync brings all in step`(kind: Fault.Kind) throws {
        let meeting = try Meeting()
        for number in 0..<Chance.faults {
            let fault = Fault(kind, number: number, of: Chance.faults, elsewhere: meeting.elsewhere.address)
            let run = try meeting.round(under: fault)
            let story = "\(fault)"
            switch kind {
            case .double: run.expect(.wentWell, about: story)
            case .swap: run.expect(.wentWell, .notUnderstood, about: story)
            case .cutReply, .cutRequest, .stall, .drip, .shortZstd, .reset, .halfClose:
                run.expect(.offline, about: story)
            case .busy: run.expect(.busy, about: story)
            case .garbage: run.expect(.offline, .notUnderstood, about: story)
            case .hugeHead, .redirect, .wrongType, .endless: run.expect(.notUnderstood, about: story)
            }
            try meeting.recover(from: story)
        }
        try meeting.expectAllOnce()
        #expect(meeting.elsewhere.requestCount == 0, "a redirect was followed")
    }

    @Test func `an answer that ends after any of its bytes is asked for again`() throws {
        let meeting = try Meeting()
        let step = Chance.faults < 200 ? 97 : 1
        var place = 0
        repeat {
            try meeting.round(under: .cutReply(after: place)).expect(.offline, about: "cut after \(place)")
            try meeting.recover(from: "cut after \(place)")
            place += step
        } while place < meeting.longestCut
        try meeting.expectAllOnce()
    }

    /// Those that end by themselves; `init` has no time limit.
    private static let brief: [Fault.Kind] = [
        .cutReply, .cutRequest, .double, .garbage, .reset, .halfClose, .hugeHead, .redirect, .busy, .wrongType,
        .endless,
    ]

    @Test(arguments: brief)
    func `a fault while joining leaves nothing half set up, and the invite works afterwards`(kind: Fault.Kind) throws {
        let team = try Team()
        let proxy = try Proxy(to: team.server.address)
        for number in 0..<max(1, Chance.faults / 5) {
            let fault = Fault(kind, number: number, of: max(1, Chance.faults / 5), elsewhere: team.server.address)
            let (sam, invitation) = (try Laptop(), try team.invitation(for: "Sam \(number)", at: proxy.address))
            proxy.always(fault)
            let run = try sam.start("init", "--invite", invitation).finish()
            proxy.doNoHarm()
            #expect(run.code == (kind == .double ? 0 : 5), "\(fault): \(run)")
            if run.code != 0 {
                let left = try FileManager.default.contentsOfDirectory(atPath: sam.folder.path)
                #expect(left.allSatisfy { $0.hasPrefix(".joining-") }, "\(fault) left \(left)")
                try sam.run("init", "--invite", invitation)
            }
            try sam.run("sync")
        }
    }

    @Test func `faults one after the other cost no more than one sync behind them`() throws {
        let meeting = try Meeting()
        let kinds: [Fault.Kind] = [
            .cutReply, .swap, .double, .shortZstd, .garbage, .reset, .busy, .cutRequest, .halfClose,
        ]
        for (number, kind) in kinds.enumerated() {
            _ = try meeting.round(under: Fault(kind, number: number, of: 9, elsewhere: meeting.elsewhere.address))
        }
        try meeting.recover(from: "nine faults")
        try meeting.expectAllOnce()
    }
}

/// Two people, of whom Sam reaches the server by a way on which things go wrong.
private final class Meeting {
    let elsewhere: Proxy
    private let team: Team
    private let proxy: Proxy
    private let sam: Laptop
    private let priya: Laptop
    private var written: [String: String] = [:]

    private static let attempts = 5

    var longestCut: Int { proxy.longestCut }

    init() throws {
        team = try Team()
        proxy = try Proxy(to: team.server.address)
        elsewhere = try Proxy(to: team.server.address)
        sam = try team.laptop(of: "Sam Okafor", at: proxy.address)
        priya = try team.laptop(of: "Priya Nair")
    }

    /// Both write a note, Priya's arrives, and Sam syncs while the fault is done to whatever is asked.
    func round(under fault: Fault) throws -> Run {
        let number = written.count
        // Long enough, and random enough, for the answer to Sam to travel compressed where that is what goes wrong.
        var theirs = "Priya's note \(number)."
        if case .shortZstd = fault { theirs += (0..<80).map { _ in " \(UInt64.random(in: 0...UInt64.max))" }.joined() }
        let mine = "Sam's note \(number)."
        written[try priya.add(theirs)] = theirs
        written[try sam.add(mine)] = mine
        try priya.run("sync")
        let harm = proxy.harm
        proxy.always(fault)
        defer { proxy.doNoHarm() }
        // On a machine that has other work the second may be over before anything is asked.
        for _ in 0..<Meeting.attempts {
            let run = try sam.start("sync", "--timeout", "1s").finish()
            if proxy.harm > harm { return run }
        }
        throw NothingWentWrong()
    }

    private struct NothingWentWrong: Error {}

    func recover(from story: String) throws {
        let mine = try sam.ask("sync")
        let theirs = try priya.ask("sync")
        #expect(mine.inStep.flag == true && theirs.inStep.flag == true, "\(story): \(mine) \(theirs)")
        #expect(mine.digest == theirs.digest && mine.notes.number == written.count, "\(story): \(mine) \(theirs)")
    }

    /// Nothing is lost, nothing is doubled.
    func expectAllOnce() throws {
        for laptop in [sam, priya] {
            #expect(try laptop.exported().compactMapValues(\.body.text) == written)
            for note in written.keys { #expect(try laptop.ask("log", note).list.count == 1) }
        }
    }
}
