import Foundation
import Testing

/// A replica that is made anew while a program holds it open.
@Suite struct RecoveryBesideTests {
    @Test func `a watch goes on with the new one: what is written then is sent, and what comes is kept there`() throws {
        let team = try Team()
        let (sam, priya) = (try team.laptop(of: "Sam Okafor"), try team.laptop(of: "Priya Nair"))
        let note = try sam.add("The plan was drifting for a year.")
        try sam.run("sync")
        let watch = try sam.start("sync", "--watch")
        defer { watch.signal(SIGKILL) }
        let first = try sam.add("Sent by the watch.")
        #expect(try arrives(first, at: priya))
        try sam.alter("drifting", to: "drafting")
        try sam.run("recover")
        let mine = try sam.add("Written after the recovery.")
        #expect(try arrives(mine, at: priya), "nothing was sent")
        let theirs = try priya.add("From Priya.")
        try priya.run("sync")
        #expect(try Child.await(seconds: 20) { try sam.start("show", theirs).finish().code == 0 }, "nothing came")
        #expect(try sam.body(note) == "The plan was drifting for a year.")
        watch.signal(SIGINT)
        let run = try watch.finish(within: 10)
        #expect([0, 130].contains(run.code) && run.complained.contains("was made anew"), "\(run)")
    }

    @Test func `an editor that is open meanwhile does not write into the old one, and gives its text back`() throws {
        let team = try Team()
        let sam = try team.laptop(of: "Sam Okafor")
        let note = try sam.add("The plan was drifting for a year.")
        try sam.run("sync")
        let writing = try sam.typing("touch \(sam.folder.path)/open; sleep 4; echo 'Typed meanwhile.' >> \"$1\"")
        let editor = try writing.start("edit", note)
        #expect(Child.await(seconds: 10) { FileManager.default.fileExists(atPath: "\(sam.folder.path)/open") })
        try sam.alter("drifting", to: "drafting")
        try sam.run("recover")
        let run = try editor.finish(within: 20)
        #expect(run.code == 7, "\(run)")
        #expect(run.complained.contains("Your text is kept") || run.complained.contains("Typed meanwhile."), "\(run)")
        #expect(try sam.body(note) == "The plan was drifting for a year.")
    }

    private func arrives(_ note: String, at laptop: Laptop) throws -> Bool {
        try Child.await(seconds: 20) {
            _ = try laptop.start("sync", "--pull").finish()
            return try laptop.start("show", note).finish().code == 0
        }
    }
}
