/// The words for an item or a note fit none, or several. A command that writes never guesses.
extension Complaint {
    /// An item as a list of candidates names it: its id, and its alias where it has one.
    struct Candidate: Equatable {
        let id: String
        let alias: String?

        var named: String { alias.map { "\(id) (\($0))" } ?? id }
    }

    /// `search` is a word that finds the closest in a list of items.
    static func unknownItem(_ words: String, closest: [Candidate], search: String?) -> Complaint {
        let command = ["fieldnotes items", search].compactMap { $0 }.joined(separator: " ")
        return Complaint(
            exit: .notFound, code: "unknown-item", message: "No reform item matches \"\(words)\".\(near(closest))",
            next: "`\(command)`.")
    }

    /// The words might have been an item's or a note's.
    static func unknownSubject(_ words: String, closest: [Candidate]) -> Complaint {
        Complaint(
            exit: .notFound, code: "unknown-item",
            message: "No reform item matches \"\(words)\", and no note's name starts so.\(near(closest))",
            next: "`fieldnotes items` lists the items; `fieldnotes search WORDS` finds a note by what it says.")
    }

    private static func near(_ closest: [Candidate]) -> String {
        closest.isEmpty ? "" : " Closest: \(closest.map(\.named).joined(separator: ", "))."
    }

    static func ambiguousItem(_ words: String, fitting: [Candidate]) -> Complaint {
        Complaint(
            exit: .notFound, code: "ambiguous-item",
            message: "\"\(words)\" fits \(Plural.count(fitting.count, "item")): "
                + "\(Sentence.list(fitting.map(\.named))). Nothing was changed.",
            next: "use the whole name or the alias.")
    }

    /// `known` are the parts that the item has.
    static func unknownMeasure(_ words: String, of item: String, known: [String]) -> Complaint {
        let parts = known.isEmpty ? " It has no parts." : " Its parts: \(known.joined(separator: ", "))."
        return Complaint(
            exit: .notFound, code: "unknown-measure", message: "No one part of \(item) matches \"\(words)\".\(parts)",
            next: "`fieldnotes show \(item)`.")
    }

    static func shortNote(_ words: String) -> Complaint {
        Complaint(
            exit: .notFound, code: "short-note",
            message: "\"\(words)\" is too short to name a note. Nothing was changed.", next: "use 4 or more characters."
        )
    }

    /// `listed` is how many notes the last list had.
    static func notRemembered(_ words: String, listed: Int) -> Complaint {
        let known = listed == 0 ? "no notes were listed yet" : "the last list had \(Plural.count(listed, "note"))"
        let reason = words == "@last" ? "no note was written or shown yet" : known
        return Complaint(
            exit: .notFound, code: "not-remembered",
            message: "\"\(words)\" means nothing here: \(reason). Nothing was changed.",
            next: "name the note by 4 or more characters; `fieldnotes search WORDS` finds it by what it says.")
    }

    static func unknownNote(_ words: String) -> Complaint {
        Complaint(
            exit: .notFound, code: "unknown-note", message: "No note's name starts with \"\(words)\".",
            next: "`fieldnotes search WORDS` finds a note by what it says.")
    }

    /// `fitting` tells each note as id, item and age: `k7f3 (IROs, today)`.
    static func ambiguousNote(_ prefix: String, fitting: [String]) -> Complaint {
        Complaint(
            exit: .notFound, code: "ambiguous-note",
            message: "\"\(prefix)\" fits \(Plural.count(fitting.count, "note")): \(Sentence.list(fitting)). "
                + "Nothing was changed.",
            next: "use \(max(4, prefix.count + 1)) or more characters.")
    }
}
