import FoundationEssentials
import Glibc
import Testing

@testable import fieldnotes

/// Nothing typed in an editor is lost, and nothing is saved that was not meant.
@Suite(.serialized) final class DraftTests {
    private static let known = ["item", "kind", "tags"]
    private let root = "/tmp/fieldnotes-drafts-\(UInt64.random(in: 0...(.max)))"
    private var folder: String { "\(root)/state/drafts" }
    private let note = FrontMatter(
        fields: [.init(name: "item", value: "iro"), .init(name: "kind", value: "", hint: "experience or question")],
        body: "Chaired: 14.\n\n---\n# not a hint")

    deinit { try? FileManager.default.removeItem(atPath: root) }

    private func draft() throws -> Draft {
        try Drafts(directory: folder).open(
            "k7f3", text: note.text,
            facts: .init(again: "fieldnotes edit k7f3", opened: 5, sight: "seen \u{1B}", original: note.text))
    }

    /// Runs a line of shell in place of an editor; the draft is its first argument.
    private func edited(_ draft: Draft, by shell: String) throws -> Editor.Outcome {
        let command = "sh -c '\(shell)' editor"
        return try Editor(environment: Environment(["EDITOR": command])).edit(draft, known: DraftTests.known)
    }

    @Test func `fields and body come back as they were`() throws {
        let read = try FrontMatter(text: note.text, known: DraftTests.known)
        #expect(read.body == note.body)
        #expect(read["item"] == "iro")
        #expect(read["kind"] == nil)
        #expect(try FrontMatter(text: "Only words\n", known: []).body == "Only words")
    }

    @Test(
        arguments: [
            ("---\nitem: iro\nbody", 1, "no second line"), ("---\nstance: for\n---\n", 2, "no field \"stance\""),
            ("---\nitem: a\nitem: b\n---\n", 3, "item is given twice"), ("---\njust words\n---\n", 2, "is no field"),
        ])
    func `what cannot be read is told with its line`(_ text: String, _ line: Int, _ problem: String) throws {
        let unclear = #expect(throws: FrontMatter.Unclear.self) { try FrontMatter(text: text, known: DraftTests.known) }
        #expect(unclear?.line == line)
        #expect(unclear?.problem.contains(problem) == true)
    }

    @Test func `a draft lies on the disk for its owner alone before the editor starts`() throws {
        let draft = try draft()
        var facts = stat()
        #expect(stat(draft.path, &facts) == 0)
        #expect(facts.st_mode & 0o777 == 0o600)
        #expect(try Drafts(directory: folder).find("k7f3")?.facts == draft.facts)
        draft.discard()
        #expect(Drafts(directory: folder).all().isEmpty)
    }

    @Test func `the editor's words are read back`() throws {
        let draft = try draft()
        #expect(try edited(draft, by: "true") == .unchanged)
        guard case .changed(let text) = try edited(draft, by: "echo More. >> \"$1\"") else {
            Issue.record("The change was not seen.")
            return
        }
        #expect(text.body == note.body + "\nMore.")
        #expect(try edited(draft, by: "printf \"%s\\n\" --- \"item: iro\" --- \" \" > \"$1\"") == .empty)
    }

    @Test func `an editor that fails leaves the draft, which is taken up again`() throws {
        let failure = #expect(throws: Complaint.self) { try edited(try draft(), by: "echo Kept. >> \"$1\"; exit 3") }
        #expect(failure?.code == "editor-failed")
        let again = try draft()
        #expect(try again.text().hasSuffix("Kept.\n"))
        #expect(again.facts.sight == "seen \u{1B}")
    }

    @Test func `one draft lies in one editor at a time`() throws {
        let draft = try draft()
        let held = try draft.hold()
        #expect(throws: Complaint.draftOpen("k7f3")) { try edited(draft, by: "true") }
        close(held)
        #expect(try edited(draft, by: "true") == .unchanged)
    }
}
