import Notebook
import ReformNotes
import Testing

@testable import fieldnotes

/// A note as an editor shows it, and what comes back.
@Suite struct NotePageTests {
    private let bench = Bench()
    private let note = Note(
        about: NoteTarget(item: "independent-reviewing-officers"), body: "One.\n\nTwo.", author: "Sam", created: "",
        stance: NoteStance(.mixed), tags: ["a", "b"], refs: ["Smith; Jones 2021", "k7f3"])

    /// The note after somebody changed the page's text.
    private func edited(_ change: (String) -> String) throws -> Note {
        let page = NotePage(note).frontMatter
        let read = try FrontMatter(text: change(page.text), known: NotePage.names(withItem: true))
        var edited = note
        try NoteEdit(edited: read, original: page).apply(to: &edited, bench.finder)
        return edited
    }

    @Test func `what was left alone stays as it was`() throws {
        let same = try edited { $0.replacing("Two.", with: "Three.") }
        #expect(same.body == "One.\n\nThree.")
        #expect(same.refs == note.refs)
        #expect(same.stance == note.stance)
    }

    @Test func `fields are taken over as they were written`() throws {
        let changed = try edited {
            $0.replacing("tags: a, b", with: "tags: c d,a").replacing("kind: experience", with: "kind: question")
                .replacing("stance: mixed", with: "stance: oppose").replacing(
                    "item: independent-", with: "item: pay # "
                )
                .replacing("item: pay # reviewing-officers", with: "item: pay")
        }
        #expect(changed.tags == ["c", "d", "a"])
        #expect(changed.kind == .question)
        #expect(changed.stance == NoteStance(.oppose))
        #expect(changed.target.item == "national-pay-scales")
    }

    @Test func `an emptied stance is taken back, and fields that are gone say nothing`() throws {
        #expect(try edited { $0.replacing("stance: mixed", with: "stance:") }.stance == nil)
        #expect(try edited { _ in "Only words\n" }.tags == note.tags)
        #expect(try edited { _ in "Only words\n" }.body == "Only words")
    }

    @Test func `an item that nothing fits is a complaint`() {
        let complaint = #expect(throws: Complaint.self) {
            try edited { $0.replacing("item: independent-reviewing-officers", with: "item: zzz") }
        }
        #expect(complaint?.exit == .notFound)
    }
}
