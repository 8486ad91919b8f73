import Foundation
import Testing

/// Notes going out of a replica and into another.
@Suite struct PortingTests {
    @Test func `an export taken into a fresh replica is exported as it was, and once more changes nothing`() throws {
        let sam = try Laptop(alone: "Sam Okafor")
        let note = try sam.add("First paragraph.", "Second, with \"quotes\", \\ and é.")
        try sam.run("set", note, "kind=proposal", "stance=oppose", "status=ready")
        try sam.run("tag", note, "+voice", "+plans")
        _ = try sam.add("A second note.", to: "reg44")
        let file = "\(sam.folder.path)/out.ndjson"
        try sam.run("export", "--format", "ndjson", "-o", file)

        let other = try Laptop(alone: "Sam Okafor")
        try other.run("import", file)
        let (before, after) = (try sam.exported(), try other.exported())
        #expect(before.keys.sorted() == after.keys.sorted())
        for member in ["id", "item", "body", "kind", "stance", "toward", "tags", "refs", "status"] {
            #expect(before.keys.allSatisfy { before[$0]?[member] == after[$0]?[member] }, "\(member)")
        }
        let again = try other.run("import", file)
        #expect(try other.exported() == after, "\(again)")
        #expect(try other.ask("log", note).list.count == 1)
    }

    @Test func `an edited line comes in as an ordinary edit`() throws {
        let sam = try Laptop(alone: "Sam Okafor")
        let note = try sam.add("First words.")
        try sam.importing([#"{"id":"\#(note)","item":"iro","body":"Second words."}"#])
        #expect(try sam.body(note) == "Second words.")
        #expect(try sam.ask("log", note).list.count <= 2)
        #expect(try sam.exported().count == 1)
    }

    @Test(arguments: [
        #"{"item":"iro","body":""#, #"{"item":"no-such-item","body":"x"}"#, #"{"body":"x"}"#, #"["item"]"#,
        #"{"item":"iro","body":"x","stance":"love"}"#, #"{"item":"iro","body":"x","id":"short"}"#,
        #"{"item":"iro","body":7}"#,
    ])
    func `one bad line stops the whole import, and is named`(line: String) throws {
        let sam = try Laptop(alone: "Sam Okafor")
        let good = #"{"item":"iro","body":"Good."}"#
        let run = try sam.importing([good, good, line, good], expecting: 1)
        #expect(run.complained.contains("3"), "\(run)")
        #expect(try sam.exported().isEmpty)
    }

    @Test func `every form of id is read, and another's name and time are kept beside the note`() throws {
        let sam = try Laptop(alone: "Sam Okafor")
        try sam.importing([
            #"{"item":"iro","body":"1","id":"00112233-4455-6677-8899-aabbccddeeff"}"#,
            #"{"item":"iro","body":"2","id":"ffeeddccbbaa99887766554433221100","author":"Dana Reid","created":"2020-02-03T04:05:06Z"}"#,
        ])
        let notes = try sam.exported().values
        #expect(Set(notes.compactMap(\.body.text)) == ["1", "2"])
        #expect(notes.allSatisfy { $0.id.text?.count == 26 && $0.author.text == "Sam Okafor" })
        #expect(notes.first { $0.body.text == "2" }?.description.contains("Dana Reid") == true)
    }

    @Test func `an export ends with the count and the hash of the lines before`() throws {
        let sam = try Laptop(alone: "Sam Okafor")
        _ = try sam.add("A note.")
        let said = try sam.run("export", "--format", "ndjson").said
        let lines = said.split(separator: "\n")
        let footer = try JSONValue(#require(lines.last).utf8)
        let before = lines.dropLast().map { $0 + "\n" }.joined()
        #expect(footer.type.text == "footer")
        let hash = try Child(
            "/usr/bin/sha256sum", [], environment: Programs.surroundings(home: sam.folder.path),
            input: Array(before.utf8)
        ).finish()
        #expect(footer.sha256.text == String(hash.said.prefix(64)))
        #expect(try JSONValue(#require(lines.first).utf8).type.text == "header")
    }

    @Test func `an export never takes the place of a file that is there`() throws {
        let sam = try Laptop(alone: "Sam Okafor")
        let file = try sam.folder.file("mine.txt", "Mine.".utf8)
        #expect([1, 2, 9].contains(try sam.start("export", "-o", file).finish().code))
        #expect(try String(contentsOfFile: file, encoding: .utf8) == "Mine.")
    }
}
