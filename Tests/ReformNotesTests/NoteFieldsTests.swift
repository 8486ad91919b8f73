import SyncModel
import Testing

@testable import ReformNotes

/// A note and its registers say the same, byte for byte.
@Suite struct NoteFieldsTests {
    @Test func `a note survives its fields`() {
        let note = sampleNote()
        let read = Note(reading: note.fields)
        #expect(read == note)
        #expect(read.body == note.body)
        #expect(read.tags == note.tags)
        #expect(read.refs == note.refs)
        #expect(read.anchor == note.anchor)
        #expect(read.importedFrom == note.importedFrom)
    }

    @Test func `the bytes of every register are fixed`() {
        let fields = sampleNote().fields.map { "\($0.key) \($0.content.jsonText)" }
        #expect(
            fields == [
                #"anchor {"field":"decision","exact":"outpace inflation","prefix":"will ","suffix":".","start":10,"#
                    + #""end":27,"catalogue":"2023.1"}"#,
                #"author "Sam Okafor""#,
                #"body "Allowances lag behind.\n\nTwo carers left over “fuel” this year.""#,
                #"created "2023-02-15T08:12:40Z""#,
                #"importedFrom {"author":"Dana Reed","created":null}"#,
                #"item {"item":"foster-care","measure":"minimum-allowances"}"#,
                #"kind "evidence""#,
                "ref/https%3A%2F%2Fexample.org%2Fa%3Fb%3Dc true",
                "ref/iro true",
                #"replyTo "00000000000000000000000004""#,
                #"stance {"stance":"support","toward":"minimum-allowances"}"#,
                #"status "ready""#,
                "tag/cost true",
                "tag/retention true",
            ])
    }

    @Test func `what is unset has no register, and a missing measure is null`() {
        let fields = plainNote().fields
        #expect(fields.keys.map(\.text) == ["author", "body", "created", "item", "kind", "status"])
        #expect(
            fields[NoteField.item]?.jsonText == #"{"item":"independent-reviewing-officers","measure":null}"#)
        #expect(fields[NoteField.kind]?.jsonText == #""experience""#)
        #expect(fields[NoteField.status]?.jsonText == #""draft""#)
    }

    @Test func `an edit assigns only what differs, and null for what is unset`() {
        var edited = sampleNote()
        edited.body = "Allowances lag."
        edited.tags = ["cost", "fuel"]
        edited.stance = nil
        let assigned = edited.assignments(since: sampleNote())
        #expect(
            assigned.map { "\($0.key) \($0.content.jsonText)" } == [
                #"body "Allowances lag.""#, "stance null", "tag/fuel true", "tag/retention null",
            ])
        #expect(sampleNote().assignments(since: sampleNote()).isEmpty)
    }

    @Test func `texts that only look alike are told apart`() {
        #expect(plainNote("caf\u{E9}") != plainNote("cafe\u{301}"))
        #expect(!plainNote("caf\u{E9}").assignments(since: plainNote("cafe\u{301}")).isEmpty)
    }

    @Test func `words of a newer client survive reading`() {
        var fields = plainNote().fields
        fields[NoteField.kind] = Value(text: "vision")
        fields[NoteField.stance] = Value(unchecked: Array(#"{"toward":"decision","stance":"torn","why":1}"#.utf8))
        let read = Note(reading: fields)
        #expect(read.kind.rawValue == "vision")
        #expect(!read.kind.isKnown)
        #expect(read.stance == NoteStance(NoteStance.View(rawValue: "torn")))
        var edited = read
        edited.body = "More."
        #expect(edited.assignments(since: read).keys == [NoteField.body])
        #expect(edited.problems(in: .bundled, since: read).isEmpty)
        #expect(edited.problems(in: .bundled).count == 2)
    }

    @Test(arguments: ["null", "7", "[]", "{}", #""x""#, #"{"stance":""}"#, #"{"item":4,"exact":4,"stance":4}"#])
    func `a value that makes no sense is read as unset`(json: String) {
        let value = Value(unchecked: Array(json.utf8))
        let keys = [
            NoteField.item, NoteField.stance, NoteField.anchor, NoteField.importedFrom, NoteField.replyTo,
        ]
        let read = Note(reading: FieldMap(keys.map { ($0, value) }))
        #expect(read.target == NoteTarget(item: ""))
        #expect(read.stance == nil)
        #expect(read.anchor == nil)
        #expect(read.importedFrom == nil)
        #expect(read.replyTo == nil)
        #expect(read.kind == .experience)
        #expect(read.status == .draft)
    }

    @Test func `a tag taken off is not read`() throws {
        var fields = sampleNote().fields
        fields[try #require(NoteField.tag("cost"))] = .null
        #expect(Note(reading: fields).tags == ["retention"])
    }

    @Test func `only a note's body is merged as text`() {
        let texts = sampleNote().fields.keys.filter { NoteField.mergeRules(NoteID.collection, $0) == .text }
        #expect(texts == [NoteField.body])
        #expect(NoteField.mergeRules("item", NoteField.body) == .single)
    }

    @Test(arguments: [
        ("# Voice\nmore", "Voice"), ("\n\n  - a point\n", "a point"), ("Plain *words*", "Plain *words*"), ("##\n", ""),
    ])
    func `the first line that says something is the title`(body: String, title: String) {
        #expect(plainNote(body).title == title)
    }

    @Test(arguments: [
        (NoteStance(.support), "supports the decision"),
        (NoteStance(.oppose, toward: NoteStance.recommendation), "opposes the recommendation"),
        (NoteStance(.mixed, toward: "rate-cap"), "mixed about rate-cap"),
    ])
    func `a stance reads as part of a sentence`(stance: NoteStance, phrase: String) {
        #expect(stance.phrase == phrase)
    }
}
