import Crypto
import Foundation
import GRDB
import ReformNotes
import SyncClient
import SyncModel
import Testing

@testable import Notebook

/// What goes out and what comes in.
@Suite struct ExchangeTests {
    let work: Workplace
    let notebook: Notebook

    init() throws {
        work = try Workplace()
        notebook = work.notebook
    }

    // MARK: In

    @Test func `a line may say little or much`() throws {
        let tally = try take(
            """
            {"item":"iro","body":"Short."}

            {"type":"note","id":"f81d4fae-7dec-11d0-a765-00a0c91e6bf6","item":"opt-out-advocacy","body":"Long.","kind":"proposal",\
            "stance":"support","toward":"recommendation","tags":["voice","advocacy"],"refs":["https://example.org/a"],\
            "author":"Priya Nair","created":"2022-05-01T09:00:00Z","status":"ready","colour":"ignored"}
            {"type":"conflict"}
            """)
        #expect(tally == ImportTally(added: 2, skipped: 1))
        let id = try #require(NoteID("z0emzbkxxg8x19v502gcj7kbyr"))
        let view = try #require(try notebook.note(id))
        #expect(view.note.kind == .proposal)
        #expect(view.note.stance == NoteStance(.support, toward: "recommendation"))
        #expect(view.note.tags == ["advocacy", "voice"])
        #expect(view.note.author == "Sam Okafor")
        #expect(view.note.created == "2023-02-15T08:00:00Z")
        #expect(view.note.importedFrom == NoteOrigin(author: "Priya Nair", created: "2022-05-01T09:00:00Z"))
    }

    @Test func `through however many hands a note came, it names its first author`() throws {
        try take(
            #"{"item":"iro","body":"Theirs.","author":"Priya Nair","importedFrom":{"author":"Dana Wills","created":null}}"#
        )
        let note = try #require(try notebook.notes(.all, limit: 1).first.flatMap { try notebook.note($0.id)?.note })
        #expect(note.importedFrom == NoteOrigin(author: "Dana Wills", created: nil))
    }

    @Test func `one's own notes keep the time at which they were written`() throws {
        try take(#"{"item":"iro","body":"Mine.","author":"Sam Okafor","created":"2022-05-01T09:00:00Z"}"#)
        let note = try #require(try notebook.notes(.all, limit: 1).first.flatMap { try notebook.note($0.id)?.note })
        #expect(note.created == "2022-05-01T09:00:00Z")
        #expect(note.importedFrom == nil)
    }

    static let good = #"{"item":"iro","body":"Good."}"#

    @Test(arguments: [
        (#"{"item":"iro","body":"#, "JSON"), (#"["iro"]"#, "JSON"),
        (#"{"item":"iro","item":"iro","body":"a"}"#, "twice"),
        (#"{"item":"nothing","body":"a"}"#, "No item"), (#"{"body":"a"}"#, "no item"), (#"{"item":"iro"}"#, "no body"),
        (#"{"item":"iro","body":"a","kind":"poem"}"#, "poem"), (#"{"item":"iro","body":"a","id":"k7f3"}"#, "no id"),
        (#"{"item":"iro","body":"a","tags":["Two words"]}"#, "no tag"), (#"{"item":"iro","body":1}"#, "JSON"),
        (#"{"item":"iro","body":"a","author":"Sam Okafor","created":"yesterday"}"#, "no time"),
        (#"{"item":"iro","body":"a","other":{"a b":1}}"#, "a b"), (#"{"item":"iro","body":"   "}"#, "says nothing"),
        (#"{"item":"iro/nothing","body":"a"}"#, "no measure"), (#"{"item":"iro","body":"\ud800"}"#, "JSON"),
    ])
    func `one bad line keeps all lines out, and is named`(line: String, reason: String) throws {
        let error = #expect(throws: ImportError.self) {
            try take([Self.good, Self.good, "", line, Self.good].joined(separator: "\n"))
        }
        #expect(error?.line == 4)
        #expect(error?.reason.contains(reason) ?? false, "\(String(describing: error?.reason))")
        #expect(try notebook.counts().isEmpty)
        #expect(try notebook.replica.read { try $0.unsentCount() } == 0)
    }

    @Test func `broken UTF-8 keeps all lines out`() throws {
        let bad = Array(#"{"item":"iro","body":""#.utf8) + [0xC3, 0x28] + Array("\"}".utf8)
        var lines = [Array(Self.good.utf8), bad].makeIterator()
        let error = #expect(throws: ImportError.self) { try notebook.importNotes { lines.next() } }
        #expect(error?.line == 2)
    }

    @Test func `the same file again changes nothing, and a preview tells what would change`() throws {
        let file = """
            {"item":"iro","body":"One.","id":"00000000000000000000000000000001","tags":["b","a","a"]}
            {"item":"iro","body":"Two.","id":"00000000000000000000000000000002","stance":"mixed"}
            """
        #expect(try preview(file) == ImportTally(added: 2))
        #expect(try notebook.counts().isEmpty)
        try take(file)
        #expect(try take(file) == ImportTally(unchanged: 2))
        let other = file.replacing("One.", with: "Changed.")
        #expect(try preview(other) == ImportTally(changed: 1, unchanged: 1))
        #expect(try take(other) == ImportTally(changed: 1, unchanged: 1))
        #expect(try notebook.replica.read { try $0.unsentCount() } == 2, "the edits fold into what waits")
    }

    @Test func `lines are the same whatever the pieces in which they are read`() throws {
        let text = "one\ntwo\r\n\n" + String(repeating: "x", count: 200_000) + "\nlast"
        for size in [1_000, 65_536] {
            var rest = Array(text.utf8)[...]
            var lines = FileLines { _ in
                defer { rest = rest.dropFirst(size) }
                return Array(rest.prefix(size))
            }
            var read: [[UInt8]] = []
            while let line = try lines.next() { read.append(line) }
            #expect(read.map(\.count) == [3, 4, 0, 200_000, 4])
        }
    }

    // MARK: Out

    @Test func `an export taken in by an empty replica comes out the same`() throws {
        try addSamples()
        let other = try Workplace(device: "sam-desktop", seed: 9)
        let file = try exported()
        #expect(try other.notebook.importLines(file).added == 4)
        #expect(try contents(other.notebook.exported()) == contents(file))
        #expect(try notebook.importLines(file) == ImportTally(unchanged: 4, skipped: 23))
    }

    @Test func `the last line counts and hashes the lines before it`() throws {
        try addSamples()
        let text = try exported()
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
        let before = lines.dropLast().map { $0 + "\n" }.joined()
        let sum = SHA256.hash(data: Data(before.utf8)).map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }
        let footer = try #require(lines.last)
        #expect(footer.contains(#""count":\#(lines.count - 1),"#))
        #expect(footer.contains(sum.joined()))
        #expect(lines.first?.contains(#""schema":"fieldnotes.export/1""#) ?? false)
        #expect(text.contains(#""deleted":{"reason":"duplicate""#))
    }

    @Test func `one envelope holds the same notes as the lines`() throws {
        try addSamples()
        var choice = ExportChoice()
        choice.format = .json
        choice.withHistory = true
        let object = try JSONSerialization.jsonObject(with: Data(exported(choice).utf8)) as? [String: Any]
        let data = try #require(object?["data"] as? [String: Any])
        #expect((data["items"] as? [Any])?.count == 21)
        #expect((data["notes"] as? [Any])?.count == 4)
        #expect((data["revisions"] as? [Any])?.count == 5, "the withdrawal is a change of its own")
    }

    @Test func `what goes out can be chosen`() throws {
        try addSamples()
        var choice = ExportChoice()
        choice.item = "regulation-44-visitors"
        #expect(try contents(exported(choice)).count == 1)
        choice = ExportChoice()
        choice.status = .ready
        #expect(try contents(exported(choice)).count == 1)
        choice = ExportChoice()
        choice.since = Workplace.start + 60_000
        #expect(try contents(exported(choice)).count == 1)
    }

    @Test func `no character goes out that commands a terminal or turns a line around`() throws {
        let text = "a\u{7F}\u{85}\u{9B}31m\u{202E}\u{2066}\u{2028}\u{200F}\u{61C} é 👍 ＝"
        _ = try notebook.add(work.draft(text))
        let out = try exported()
        let hidden = Set<UInt32>([0x7F, 0x85, 0x9B, 0x202E, 0x2066, 0x2028, 0x200F, 0x61C])
        #expect(!out.unicodeScalars.contains { hidden.contains($0.value) })
        #expect(out.contains(#"\u007f\u0085\u009b31m\u202e\u2066\u2028\u200f\u061c é 👍 ＝"#))
        let other = try Workplace(seed: 9)
        _ = try other.notebook.importLines(out)
        #expect(try other.notebook.notes(.all, limit: 1).map(\.body) == [text])
    }

    // MARK: Ways and means

    private func addSamples() throws {
        var first = work.draft("Caseloads are too large.\n\nStill.")
        first.kind = .critique
        first.stance = NoteStance(.oppose, toward: "recommendation")
        first.tags = ["workload", "été"]
        first.refs = ["https://example.org/?a=b&c=d"]
        let id = try notebook.add(first).view.id
        _ = try notebook.reply(to: id, work.draft("Indeed \"so\" \\ \t."))
        _ = try notebook.withdraw(try notebook.add(work.draft("Twice.")).view.id, reason: "duplicate")
        work.pass(minutes: 2)
        var last = work.draft("Visitors.", about: "regulation-44-visitors")
        last.status = .ready
        let unknown = try notebook.add(last).view.id
        try notebook.replica.write { writer in
            let colour = FieldMap([(FieldKey(known: "colour"), Value(unchecked: Array(#"{"of":"hope"}"#.utf8)))])
            try writer.edit(unknown.record, colour, sight: Sight())
        }
    }

    private func exported(_ choice: ExportChoice = ExportChoice()) throws -> String {
        try notebook.exported(choice)
    }

    /// The notes of an export without what tells of replicas and times of changing.
    private func contents(_ export: String) throws -> [NSDictionary] {
        let own = ["device", "edited", "context", "fields"]
        return try export.split(separator: "\n").compactMap { line in
            var note = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any] ?? [:]
            guard note["type"] as? String == "note" else { return nil }
            for name in own { note[name] = nil }
            if note["deleted"] is [String: Any] { note["deleted"] = true }
            return NSDictionary(dictionary: note)
        }
    }

    @discardableResult
    private func take(_ text: String) throws -> ImportTally { try notebook.importLines(text) }

    private func preview(_ text: String) throws -> ImportTally {
        var lines = text.split(separator: "\n").map { Array($0.utf8) }.makeIterator()
        return try notebook.importPreview { lines.next() }
    }
}

extension Notebook {
    @discardableResult
    func importLines(_ text: String) throws -> ImportTally {
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { Array($0.utf8) }.makeIterator()
        return try importNotes { lines.next() }
    }

    func exported(_ choice: ExportChoice = ExportChoice()) throws -> String {
        var out: [UInt8] = []
        _ = try export(choice) { out += $0 }
        return String(decoding: out, as: UTF8.self)
    }
}

extension ImportTally {
    init(added: Int = 0, changed: Int = 0, unchanged: Int = 0, skipped: Int = 0) {
        self.init()
        (self.added, self.changed, self.unchanged, self.skipped) = (added, changed, unchanged, skipped)
    }
}
