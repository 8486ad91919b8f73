import SyncModel
import Testing

@testable import ReformNotes

/// What keeps a note from being kept, each problem by itself.
@Suite struct NoteProblemTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let problem: NoteProblem
        let spoil: @Sendable (inout Note) -> Void

        init(_ what: String, _ problem: NoteProblem, _ spoil: @escaping @Sendable (inout Note) -> Void) {
            testDescription = what
            self.problem = problem
            self.spoil = spoil
        }
    }

    static let long = String(repeating: "a", count: 70_000)

    static let cases = [
        Case("an unknown item", .unknownItem("iro")) { $0.target.item = "iro" },
        Case("an empty text", .blankBody) { $0.body = "" },
        Case("a blank text", .blankBody) { $0.body = " \n\t" },
        Case("a text over the limit", .bodyTooLong(bytes: 65_537)) { $0.body = String(long.prefix(65_537)) },
        Case("bytes count, not characters", .bodyTooLong(bytes: 65_538)) {
            $0.body = String(repeating: "£", count: 32_769)
        },
        Case("a NUL", .bodyWithNUL) { $0.body = "a\0b" },
        Case("an unknown kind", .unknownWord(NoteKind(rawValue: "rant"), NoteField.kind)) {
            $0.kind = NoteKind(rawValue: "rant")
        },
        Case("an unknown status", .unknownWord(NoteStatus(rawValue: "done"), NoteField.status)) {
            $0.status = NoteStatus(rawValue: "done")
        },
        Case("an unknown stance", .unknownWord(NoteStance.View(rawValue: "meh"), NoteField.stance)) {
            $0.stance = NoteStance(NoteStance.View(rawValue: "meh"))
        },
        Case("a tag in capitals", .malformedTag("Voice")) { $0.tags = ["Voice"] },
        Case("a tag of two words", .malformedTag("two words")) { $0.tags = ["two words"] },
        Case("an empty tag", .malformedTag("")) { $0.tags = [""] },
        Case("a long tag", .tagTooLong(String(long.prefix(65)))) { $0.tags = [String(long.prefix(65))] },
        Case("too many tags", .tooManyTags(65)) { $0.tags = (1...65).map { "t\($0)" } },
        Case("a blank reference", .malformedRef) { $0.refs = [" "] },
        Case("a reference over two lines", .malformedRef) { $0.refs = ["a\nb"] },
        Case("a long reference", .refTooLong(String(long.prefix(509)))) { $0.refs = [String(long.prefix(509))] },
        Case("too many references", .tooManyRefs(65)) { $0.refs = (1...65).map { "r\($0)" } },
        Case("a long quotation", .quoteTooLong(bytes: 4_097)) { $0.anchor?.exact = String(long.prefix(4_097)) },
        Case("no author", .missingAuthor) { $0.author = " " },
        Case("a long author", .authorTooLong(bytes: 257)) { $0.author = String(long.prefix(257)) },
        Case("another kind of time", .malformedCreated("15 Feb")) { $0.created = "15 Feb" },
    ]

    @Test(arguments: cases)
    func `one thing wrong is one problem`(fault: Case) {
        var note = sampleNote()
        fault.spoil(&note)
        #expect(note.problems(in: .bundled) == [fault.problem])
    }

    @Test func `a note at its limits has no problem`() {
        var note = sampleNote()
        note.body = String(repeating: "é", count: 32_768)
        note.tags = (1...64).map { "tag-\($0)" }
        note.refs = [String(repeating: "x", count: 508)]
        note.tags[0] = String(repeating: "é", count: 32)
        note.author = String(repeating: "x", count: 256)
        #expect(note.problems(in: .bundled).isEmpty)
        #expect(plainNote().problems(in: .bundled).isEmpty)
    }

    @Test func `a measure and a stance's object are those of the item`() throws {
        let item = try #require(Catalogue.bundled.item("kinship-care"))
        var note = sampleNote()
        note.target.item = "kinship-care"
        let objects = ["decision", "recommendation", "strategy", "training", "allowance", "legal-aid"]
        #expect(
            note.problems(in: .bundled) == [
                .unknownMeasure("minimum-allowances", of: item),
                .unknownToward("minimum-allowances", of: item, known: objects),
            ])
    }

    @Test func `an edit answers only for the problems it brings`() {
        let old = plainNote("")
        var new = old
        new.tags = ["Loud"]
        #expect(new.problems(in: .bundled, since: old) == [.malformedTag("Loud")])
    }

    @Test func `a problem tells what is wrong and what to do`() {
        #expect(
            NoteProblem.bodyTooLong(bytes: 70_000).description
                == "The text is 70000 bytes long and at most 65536 fit; shorten it, or go on in a reply.")
        #expect(
            NoteProblem.unknownWord(NoteStatus(rawValue: "done"), NoteField.status).description
                == "“done” is no status of a note; choose one of draft, ready.")
        for fault in Self.cases {
            #expect(fault.problem.description.hasSuffix("."))
            #expect(fault.problem.description.contains("; "))
        }
    }
}
