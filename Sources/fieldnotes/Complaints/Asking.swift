/// Words that make no sense to the program; nothing was done.
extension Complaint {
    static func usage(_ message: String, verb: String?) -> Complaint {
        let help = ["fieldnotes", verb, "--help"].compactMap { $0 }.joined(separator: " ")
        return Complaint(
            exit: .usage, code: "usage", message: Sentence.ended(Sentence.onOneLine(message)),
            next: "`\(help)` lists what can be said.")
    }

    /// `known` are the words that a note's field may hold.
    static func noSuchWord(_ word: String, _ field: String, _ known: [String], verb: String) -> Complaint {
        .usage("\"\(word)\" is no \(field) of a note; choose one of \(known.joined(separator: ", "))", verb: verb)
    }

    static func unknownVerb(_ word: String, closest: String?) -> Complaint {
        let guess = closest.map { " Did you mean `\($0)`?" } ?? ""
        return Complaint(
            exit: .usage, code: "unknown-command", message: "There is no command \"\(word)\".\(guess)",
            next: "`fieldnotes --help` lists all commands.")
    }

    /// An argument whose bytes are no text. It is refused and not mended, lest other words be saved than were meant.
    static func brokenText(argument place: Int) -> Complaint {
        Complaint(
            exit: .usage, code: "not-utf-8", message: "Argument \(place) is not valid UTF-8. Nothing was done.",
            next: "type it again, or save the text as UTF-8 first.")
    }

    static func unknownFields(_ names: [String], known: [String]) -> Complaint {
        Complaint(
            exit: .usage, code: "unknown-field",
            message:
                "\(Sentence.list(names.map { "\"\($0)\"" })) \(names.count == 1 ? "is" : "are") not in this answer.",
            next: "choose from \(known.joined(separator: ", ")).")
    }

    /// A question had to be asked and nobody is there to answer.
    static func needsAnswer(_ question: String) -> Complaint {
        Complaint(
            exit: .usage, code: "needs-answer", message: "This needs an answer: \(question) Nothing was changed.",
            next: "run it in a terminal, or add `-y` to say yes.")
    }

    static func badDate(_ text: String) -> Complaint {
        Complaint(
            exit: .usage, code: "bad-date", message: "\"\(text)\" is not a date that can be read.",
            next: "write it like yesterday, last tuesday, 3 weeks ago, 3 Feb, 03/02/2023 (day first) or 2023-02-03.")
    }

    static func badTeam(_ name: String) -> Complaint {
        Complaint(
            exit: .usage, code: "bad-team", message: "\"\(name)\" cannot be a team's name. Nothing was done.",
            next: "use the name as `fieldnotes status` shows it.")
    }

    static func several(teams: [String]) -> Complaint {
        Complaint(
            exit: .usage, code: "several-teams",
            message: "This device has \(Plural.count(teams.count, "team")): \(teams.joined(separator: ", ")).",
            next: "add `--team NAME`.")
    }
}
