import Testing

/// A program killed at any moment loses nothing that it answered for.
@Suite struct KillTests {
    /// Some runs are over before they are killed.
    private static let attempts = 4 * Chance.kills

    @Test func `every note that add answered for is there`() throws {
        let team = try Team()
        let (sam, priya) = (try team.laptop(of: "Sam Okafor"), try team.laptop(of: "Priya Nair"))
        var killer = try Killer { _ = try sam.add("Timed.") }
        var promised: [String: String] = [:]
        var killed = 0
        for number in 0..<KillTests.attempts where killed < Chance.kills {
            let run = try killer.cutShort(sam.start("add", "iro", "-m", "Note \(number)."))
            killed += run.wasKilled ? 1 : 0
            for name in run.saved { promised["Note \(number)."] = name }
        }
        let bodies = Set(try sam.exported().values.compactMap(\.body.text))
        #expect(bodies.isSuperset(of: promised.keys), "seed \(killer.seed)")
        #expect(killed == Chance.kills, "too many runs ended by themselves")
        try sam.run("doctor")
        try team.meet(sam, priya)
        #expect(try priya.exported().keys.sorted() == sam.exported().keys.sorted())
    }

    @Test func `every edit that was answered for is there, and no text is half old and half new`() throws {
        let team = try Team()
        let (sam, priya) = (try team.laptop(of: "Sam Okafor"), try team.laptop(of: "Priya Nair"))
        let note = try sam.add("Text 0.")
        var killer = try Killer { try sam.run("edit", note, "-m", "Text 0, timed.") }
        var last = "Text 0, timed."
        for number in 1...max(1, Chance.kills / 3) {
            let run = try killer.cutShort(sam.start("edit", note, "-m", "Text \(number)."))
            let body = try sam.body(note)
            #expect([last, "Text \(number)."].contains(body), "seed \(killer.seed)")
            if !run.saved.isEmpty { #expect(body == "Text \(number).", "seed \(killer.seed): \(run)") }
            last = body
        }
        try sam.run("doctor")
        try team.meet(sam, priya)
        #expect(try priya.body(note) == last)
    }

    @Test func `a sync that is cut short is completed by the next`() throws {
        let team = try Team()
        let (sam, priya) = (try team.laptop(of: "Sam Okafor"), try team.laptop(of: "Priya Nair"))
        let shared = try sam.add("Shared.")
        try team.meet(sam, priya)
        var killer = try Killer { try sam.run("sync") }
        var (killed, rounds) = (0, 0)
        for number in 0..<KillTests.attempts where killed < Chance.kills {
            rounds = number + 1
            _ = try sam.add("Sam \(number).")
            try priya.run("edit", shared, "-m", "Priya \(number).")
            try priya.run("sync")
            killed += try killer.cutShort(sam.start("sync")).wasKilled ? 1 : 0
        }
        #expect(killed == Chance.kills, "too many runs ended by themselves")
        try sam.run("doctor")
        try team.meet(sam, priya)
        let bodies = Set(try priya.exported().values.compactMap(\.body.text))
        #expect(bodies == Set((0..<rounds).map { "Sam \($0)." } + ["Priya \(rounds - 1)."]))
        #expect(try sam.digest() == priya.digest(), "seed \(killer.seed)")
    }

    @Test func `a settlement that is cut short is made whole or not at all`() throws {
        let team = try Team()
        let (sam, priya) = (try team.laptop(of: "Sam Okafor"), try team.laptop(of: "Priya Nair"))
        let notes = try disputed(count: max(1, Chance.kills / 3) + 1, between: sam, and: priya, of: team)
        var killer = try Killer { try sam.run("resolve", notes[0], "--keep", "Priya Nair", expecting: 3) }
        for note in notes.dropFirst() {
            let run = try killer.cutShort(sam.start("resolve", note, "--keep", "Priya Nair"))
            let field = try sam.note(note).fields.body
            if run.wasKilled {
                #expect(field.siblings.isNull || field.siblings.list.count == 2, "seed \(killer.seed)")
            } else {
                #expect(field.siblings.isNull, "seed \(killer.seed): \(run)")
            }
        }
        for row in try sam.ask("conflicts", expecting: 3).list {
            _ = try sam.start("resolve", row.note.text ?? "", "--keep", "Priya Nair").finish()
        }
        try team.meet(sam, priya)
        try priya.run("conflicts")
        #expect(try priya.exported().values.allSatisfy { $0.body.text == "Priya's words." })
        #expect(try sam.digest() == priya.digest())
    }

    /// Notes whose one paragraph both have changed.
    private func disputed(count: Int, between sam: Laptop, and priya: Laptop, of team: Team) throws -> [String] {
        func lines(_ words: String) -> [String] {
            (0..<count).map { #"{"id":"\#(name($0))","item":"reg44","body":"\#(words)"}"# }
        }
        try sam.importing(lines("First words."))
        try team.meet(sam, priya)
        try sam.importing(lines("Sam's words."))
        try priya.importing(lines("Priya's words."))
        try team.meet(sam, priya)
        #expect(try sam.ask("conflicts", expecting: 3).list.count == count)
        return (0..<count).map(name)
    }

    /// An id that a person could have got: 26 characters of base 32, the last with two bits only.
    private func name(_ number: Int) -> String {
        let digits = String(number, radix: 10)
        return String(repeating: "0", count: 25 - digits.count) + digits + "0"
    }

    /// Every so many kills a new team begins, for a first sync of all that thousands of them leave is not what is asked here.
    private static let killsOfATeam = 100

    @Test func `a server killed in the middle of pushes keeps what it acknowledged, and nothing comes twice`() throws {
        for first in stride(from: 0, to: Chance.kills, by: KillTests.killsOfATeam) {
            try push(killing: min(KillTests.killsOfATeam, Chance.kills - first))
        }
    }

    private func push(killing kills: Int) throws {
        let team = try Team()
        let (sam, priya) = (try team.laptop(of: "Sam Okafor"), try team.laptop(of: "Priya Nair"))
        let notes = 0..<40
        func lines(_ round: Int) -> [String] { notes.map { #"{"item":"iro","body":"\#(round) \#($0)"}"# } }
        try sam.importing(lines(-1))
        var killer = try Killer { try sam.run("sync") }
        for round in 0..<kills {
            try sam.importing(lines(round))
            let sync = try sam.start("sync", "--timeout", "5s")
            try killer.cutShort(team.server)
            #expect([0, 5].contains(try sync.finish().code), "seed \(killer.seed)")
            try team.server.start()
        }
        try team.server.admin("doctor")
        try team.meet(sam, priya)
        let bodies = try priya.exported().values.compactMap(\.body.text).sorted()
        #expect(bodies == (-1..<kills).flatMap { round in notes.map { "\(round) \($0)" } }.sorted())
        #expect(try sam.digest() == priya.digest(), "seed \(killer.seed)")
    }

    @Test func `twenty notes edited while sync runs are all there`() throws {
        let team = try Team()
        let (sam, priya) = (try team.laptop(of: "Sam Okafor"), try team.laptop(of: "Priya Nair"))
        let notes = try (0..<20).map { try sam.add("Note \($0).") }
        var sync = try sam.start("sync")
        for (number, note) in notes.enumerated() {
            try sam.run("edit", note, "-m", "Note \(number), edited.")
            if !sync.isRunning {
                #expect(try sync.finish().code == 0)
                sync = try sam.start("sync")
            }
        }
        #expect(try sync.finish().code == 0)
        try team.meet(sam, priya)
        for laptop in [sam, priya] {
            let notesThere = try laptop.exported()
            #expect(notes.enumerated().allSatisfy { notesThere[$1]?.body.text == "Note \($0), edited." })
        }
    }
}
