import ReformNotes

/// One argument in full: who makes it, what it answers, and what it rests on.
struct ArgumentSheet {
    private let argument: ReformArgument
    private let catalogue: Catalogue

    init(_ argument: ReformArgument, in catalogue: Catalogue) {
        self.argument = argument
        self.catalogue = catalogue
    }

    func lines(_ columns: Int?) -> [Line] {
        let head = Line("    ") + Line(Span(argument.id, .bold)) + Line("  \(argument.side.label)", .faint)
        return [head] + told.flatMap { Line("      \($0)").wrapped(to: columns, indent: 6) }
    }

    private var told: [String] {
        let answered = catalogue.answers(to: argument).map(\.id)
        return [argument.claim]
            + told("Made by", argument.madeBy) + told("Answers", argument.answers) + told("Answered by", answered)
            + told("Rests on", argument.support)
            + told("Source", argument.source.map(\.label))
    }

    private func told(_ what: String, _ parts: [String]) -> [String] {
        parts.isEmpty ? [] : ["\(what): \(parts.joined(separator: "; "))"]
    }
}
