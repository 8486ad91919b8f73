import ArgumentParser
import Notebook

/// Lists the texts that were left in an editor.
struct ListDrafts: Verb {
    static let word = "drafts"
    static let configuration = CommandConfiguration(
        commandName: word, abstract: "List the texts that were left in an editor.")

    @OptionGroup var options: Options

    func answer(at desk: Desk) throws -> Answer {
        let drafts = try desk.drafts().all()
        var answer = Answer("drafts", .list(drafts.map(ListDrafts.json))) { columns in
            guard !drafts.isEmpty else { return ["No draft was left."] }
            return drafts.flatMap { ListDrafts.lines($0, desk.dates).flatMap { $0.wrapped(to: columns, indent: 2) } }
        }
        answer.rows = drafts.map { [$0.name, desk.dates.full($0.facts.opened), $0.facts.again, $0.path] }
        return answer
    }

    private static func json(_ draft: Draft) -> JSON {
        [
            "name": .text(draft.name), "opened": .time(draft.facts.opened), "again": .text(draft.facts.again),
            "path": .text(draft.path), "isOpen": .flag(draft.isOpen), "text": .text(perhaps: try? draft.text()),
        ]
    }

    private static func lines(_ draft: Draft, _ dates: DateWriting) -> [Line] {
        let state = draft.isOpen ? "open in an editor now" : "left \(dates.full(draft.facts.opened))"
        return [
            Line(Span(draft.facts.again, .bold)) + Line("  \(state)"), Line("  \(draft.path)", .faint),
        ]
    }
}
