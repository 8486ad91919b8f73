import Foundation
import Testing

/// Somebody withdraws most of a team's notes.
@Suite struct ManyWithdrawalsTests {
    private let team: Team
    private let sam: Laptop
    private let priya: Laptop
    private let notes: [String]

    init() throws {
        team = try Team()
        (sam, priya) = (try team.laptop(of: "Sam Okafor"), try team.laptop(of: "Priya Nair"))
        try priya.importing((1...30).map { #"{"item":"iro","body":"Note \#($0)."}"# })
        try team.meet(priya, sam)
        notes = try sam.exported().keys.sorted()
        for note in notes.prefix(25) { try sam.run("withdraw", note) }
    }

    private func seen(by laptop: Laptop) throws -> Int {
        try laptop.run("sync")
        return try laptop.exported().values.count(where: \.deleted.isNull)
    }

    @Test func `they wait for their number, hold up nothing else, and go when it is given`() throws {
        let new = try sam.add("Written meanwhile.")
        let told = try sam.run("sync", expecting: 10).complained.replacing("\n", with: " ")
        #expect(told.contains("25 of the team's 30 notes"), "\(told)")
        #expect(told.contains("others still see these notes"), "\(told)")
        #expect(told.contains("`fieldnotes sync --confirm-deletions 25`"), "\(told)")
        #expect(try seen(by: priya) == 31)
        #expect(try priya.body(new) == "Written meanwhile.")
        #expect(try sam.ask("sync", "--confirm-deletions", "24", expecting: 10).deletionsHeld.number == 25)
        #expect(try seen(by: priya) == 31)
        #expect(try sam.ask("sync", "--confirm-deletions", "25").deletionsHeld.number == 0)
        #expect(try seen(by: priya) == 6)
        #expect(try sam.digest() == priya.digest())
    }

    @Test func `a person at a terminal is asked to type how many, and nothing else will do`() throws {
        for answer in ["", "y", "24"] {
            let run = try sam.onTerminal("sync", "-y", typing: "\(answer)\n")
            #expect(run.code == 10 && run.said.contains("would withdraw 25 of the team's 30 notes"), "\(run)")
        }
        #expect(try seen(by: priya) == 30)
        let run = try sam.onTerminal("sync", typing: "25\n")
        #expect(run.code == 0, "\(run)")
        #expect(try seen(by: priya) == 5)
    }

    @Test func `those that are restored wait no more, and the rest may be few enough`() throws {
        try sam.run("sync", expecting: 10)
        for note in notes.prefix(10) { try sam.run("restore", note) }
        try sam.run("sync")
        #expect(try seen(by: priya) == 15)
    }

    @Test func `a watch says once that they wait, and goes on with everything else`() throws {
        let watch = try sam.start("sync", "--watch")
        defer { watch.signal(9) }
        let isTold = Child.await(seconds: 20) {
            String(decoding: watch.complained, as: UTF8.self).contains("wait for your word")
        }
        #expect(isTold)
        // By then it has seen that trying again mends nothing.
        usleep(3_000_000)
        let new = try sam.add("Written meanwhile.")
        #expect(
            try Child.await(seconds: 20) {
                try priya.run("sync")
                return try priya.start("show", new).finish().code == 0
            }, "nothing was sent")
        #expect(try seen(by: priya) == 31)
        watch.signal(2)
        let run = try watch.finish(within: 10)
        #expect(run.complained.ranges(of: "wait for your word").count == 1, "\(run)")
    }
}
