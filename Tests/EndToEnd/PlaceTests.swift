import Foundation
import Testing

/// Where the notes lie, and how a person names things.
@Suite struct PlaceTests {
    @Test func `a named folder holds everything, and nothing lies elsewhere`() throws {
        let team = try Team()
        var sam = try team.laptop(of: "Sam Okafor")
        sam.environment = ["FIELDNOTES_DIR": "\(sam.folder.path)/elsewhere", "FIELDNOTES_EDITOR": "false"]
        _ = try sam.add("A note.")
        try sam.run("add", "iro", expecting: 1)
        try sam.run("sync")
        #expect(try FileManager.default.contentsOfDirectory(atPath: sam.folder.path) == ["notes"])
    }

    @Test func `without a named folder the XDG folders hold notes and drafts apart`() throws {
        let home = try Folder()
        let surroundings = Programs.surroundings(home: home.path).merging(["FIELDNOTES_EDITOR": "false"]) { $1 }
        for (words, code) in [
            (["init", "--as", "Sam Okafor"], 0), (["add", "iro", "-m", "x"], 0), (["add", "iro"], 1),
        ] {
            let run = try Child(Programs.client, words.map { Array($0.utf8) }, environment: surroundings).finish()
            #expect(run.code == code, "\(run)")
        }
        let manager = FileManager.default
        #expect(manager.fileExists(atPath: "\(home.path)/.local/share/fieldnotes/local/replica.sqlite"))
        #expect(try manager.contentsOfDirectory(atPath: "\(home.path)/.local/state/fieldnotes/drafts").isEmpty == false)
    }

    @Test func `an item is found by id, alias, beginning and words of its title`() throws {
        let laptop = try Laptop(alone: "Sam Okafor")
        for words in [["independent-reviewing-officers"], ["iro"], ["independent-rev"], ["reviewing", "officer"]] {
            let run = try laptop.start((["show"] + words + ["--json"]).map { Array($0.utf8) }).finish()
            #expect(try run.envelope().data.id.text == "independent-reviewing-officers", "\(run)")
        }
    }

    @Test func `a note is found by any beginning of its id of four characters or more`() throws {
        let laptop = try Laptop(alone: "Sam Okafor")
        let note = try laptop.add("A note.")
        for length in [4, 10, 25] { #expect(try laptop.note(String(note.prefix(length))).id.text == note) }
        try laptop.run("edit", String(note.prefix(3)), "-m", "x", expecting: 6)
        #expect(try laptop.body(note) == "A note.")
    }
}
