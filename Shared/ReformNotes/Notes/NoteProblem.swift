public import SyncModel

/// Why a note cannot be kept as it is.
public struct NoteProblem: Error, Hashable, Sendable, CustomStringConvertible {
    /// The register at fault; for a tag or a reference the name of its set.
    public let field: FieldKey
    /// One sentence: what is wrong, and what to do.
    public let description: String

    private init(_ field: FieldKey, _ description: String) {
        self.field = field
        self.description = description
    }
}

/// The item, and what is said toward it.
extension NoteProblem {
    static func unknownItem(_ item: String) -> NoteProblem {
        NoteProblem(NoteField.item, "No reform item is named “\(item)”; choose one from the list of items.")
    }

    static func unknownMeasure(_ measure: String, of item: ReformItem) -> NoteProblem {
        let advice = item.measures.isEmpty ? "write about the item as a whole" : choice(item.measures.map(\.id))
        return NoteProblem(NoteField.item, "\(item.id) has no measure “\(measure)”; \(advice).")
    }

    static func unknownToward(_ toward: String, of item: ReformItem, known: [String]) -> NoteProblem {
        NoteProblem(NoteField.stance, "\(item.id) has no “\(toward)” to take a stance toward; \(choice(known)).")
    }

    static func unknownWord<Word: NoteWord>(_ word: Word, _ field: FieldKey) -> NoteProblem {
        NoteProblem(field, "“\(word)” is no \(field) of a note; \(choice(Word.known.map(\.rawValue))).")
    }
}

/// What is written.
extension NoteProblem {
    static let blankBody = NoteProblem(NoteField.body, "The note says nothing; write at least one word.")

    static let bodyWithNUL = NoteProblem(
        NoteField.body, "The text holds a NUL character, which cannot be kept; take it out.")

    static func bodyTooLong(bytes: Int) -> NoteProblem {
        let what = tooLong("The text", bytes, NoteLimits.bodyBytes)
        return NoteProblem(NoteField.body, "\(what); shorten it, or go on in a reply.")
    }

    static func quoteTooLong(bytes: Int) -> NoteProblem {
        NoteProblem(NoteField.anchor, "\(tooLong("The quotation", bytes, NoteLimits.quoteBytes)); quote less.")
    }
}

/// Tags and references.
extension NoteProblem {
    static func malformedTag(_ tag: String) -> NoteProblem {
        NoteProblem(tags, "“\(tag)” is no tag; write one word of small letters, digits and hyphens.")
    }

    static func tagTooLong(_ tag: String) -> NoteProblem {
        NoteProblem(tags, "\(tooLong("The tag “\(tag)”", tag.utf8.count, NoteLimits.tagBytes)); shorten it.")
    }

    static func tooManyTags(_ count: Int) -> NoteProblem {
        NoteProblem(tags, "The note has \(count) tags and at most \(NoteLimits.tags) fit; take some off.")
    }

    static let malformedRef = NoteProblem(
        refs, "A reference is blank or holds a control character; write it on one line.")

    static func refTooLong(_ ref: String) -> NoteProblem {
        NoteProblem(refs, "The reference “\(ref.prefix(40))…” is too long to keep; use a shorter address.")
    }

    static func tooManyRefs(_ count: Int) -> NoteProblem {
        NoteProblem(refs, "The note has \(count) references and at most \(NoteLimits.refs) fit; take some off.")
    }

    private static let tags = FieldKey(known: "tag")
    private static let refs = FieldKey(known: "ref")
}

/// Who wrote it, and when.
extension NoteProblem {
    static let missingAuthor = NoteProblem(NoteField.author, "The note has no author; give your name.")

    static func authorTooLong(bytes: Int) -> NoteProblem {
        NoteProblem(NoteField.author, "\(tooLong("The author's name", bytes, NoteLimits.authorBytes)); shorten it.")
    }

    static func malformedCreated(_ text: String) -> NoteProblem {
        NoteProblem(
            NoteField.created, "“\(text)” is no time that a note can bear; write it like 2023-02-15T08:12:40Z.")
    }
}

extension NoteProblem {
    private static func tooLong(_ what: String, _ bytes: Int, _ limit: Int) -> String {
        "\(what) is \(bytes) bytes long and at most \(limit) fit"
    }

    private static func choice(_ words: [String]) -> String { "choose one of \(words.joined(separator: ", "))" }
}
