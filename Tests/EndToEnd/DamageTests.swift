import Foundation
import Testing

/// A disk that alters what it holds.
@Suite struct DamageTests {
    @Test func `a sent note whose stored text was altered is neither shown as written nor called sound`() throws {
        let team = try Team()
        let sam = try team.laptop(of: "Sam Okafor")
        let note = try sam.add("The plan was drifting for a year.")
        try sam.run("sync")
        try sam.run("doctor")
        try sam.alter("drifting", to: "drafting")
        try sam.run("doctor", expecting: 7)
        try sam.run("show", note, expecting: 7)
        try sam.run("export", expecting: 7)
        try sam.run("tag", note, "+voice", expecting: 7)
    }

    @Test func `unsent words that a disk altered are neither shown nor sent, and the rest is recovered`() throws {
        let team = try Team()
        let sam = try team.laptop(of: "Sam Okafor")
        let priya = try team.laptop(of: "Priya Nair")
        let sent = try sam.add("The plan was drifting for a year.")
        try sam.run("sync")
        let altered = try sam.add("Chaired sixteen reviews.")
        let kept = try sam.add("The advocate was not told.")
        try sam.alter("sixteen", to: "sixtees")
        for words in [["show", altered], ["sync"], ["search", "reviews"], ["export"]] {
            let run = try sam.start(words.map { Array($0.utf8) }).finish()
            #expect(run.code == 7, "\(run)")
            #expect(run.complained.contains("`fieldnotes recover`"), "\(run)")
            #expect(!run.said.contains("sixtees"))
        }
        #expect(try sam.ask("recover", "-n").unreadable.number == 1)
        try sam.run("doctor", expecting: 7)
        let said = try sam.run("recover")
        #expect(
            said.said.contains("replica.damaged-1") && said.complained.contains("1 unsent change could not be read"))
        #expect(try sam.body(sent) == "The plan was drifting for a year.")
        #expect(try sam.body(kept) == "The advocate was not told.")
        try sam.run("doctor")
        try priya.run("sync")
        #expect(try priya.body(kept) == "The advocate was not told.")
        #expect(try sam.digest() == priya.digest())
    }

    @Test(arguments: ["SQLite format 3", "CREATE TABLE outbox", "CREATE TABLE note ", "CREATE INDEX note_of_item"])
    func `whatever part is damaged, every verb says so and recover mends it`(part: String) throws {
        let team = try Team()
        let sam = try team.laptop(of: "Sam Okafor")
        let sent = try sam.add("The plan was drifting for a year.")
        try sam.run("sync")
        let unsent = try sam.add("Only here so far.")
        try sam.alter(part, to: part.dropLast(2) + "??")
        for verb in ["status", "sync", "items", "doctor", "conflicts"] {
            let run = try sam.run(verb, expecting: 7)
            #expect(
                run.complained.contains("The replica fails its check") && !run.complained.contains("SELECT"), "\(run)")
        }
        try team.server.stop()
        let offline = try sam.run("recover", expecting: 5)
        #expect(offline.complained.contains("1 unsent change was saved to rescue.ndjson"), "\(offline)")
        let rescued = try String(contentsOfFile: "\(sam.notes)/rescue.ndjson", encoding: .utf8)
        #expect(rescued.contains("Only here so far."))
        try sam.run("status", expecting: 7)
        try team.server.start()
        let answer = try sam.ask("recover")
        #expect(answer.setAside.text == "replica.damaged-1" && answer.unsent.number == 1 && answer.inStep.flag == true)
        #expect(try sam.body(sent) == "The plan was drifting for a year.")
        #expect(try sam.body(unsent) == "Only here so far.")
        try sam.run("doctor")
        #expect(try sam.run("recover").said.contains("The replica is sound"))
    }

    @Test func `a note that vanished from the replica is back after the next sync, and doctor remembers it`() throws {
        let team = try Team()
        let sam = try team.laptop(of: "Sam Okafor")
        let note = try sam.add("The plan was drifting for a year.")
        try sam.run("sync")
        try sam.execute("delete from note")
        let run = try sam.run("sync")
        #expect(run.complained.contains("1 record here was not as the server has it"), "\(run)")
        #expect(try sam.body(note) == "The plan was drifting for a year.")
        #expect(try sam.run("doctor").said.contains("1 record was not as the server has it"))
    }
}
