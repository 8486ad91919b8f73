import ArgumentParser
import Notebook
import ReformNotes

/// Looks for notes and items by their words.
struct SearchNotes: Verb {
    static let word = "search"
    static let configuration = CommandConfiguration(
        commandName: word, abstract: "Find notes and items by what they say.",
        discussion: """
            kind: stance: by: tag: item: and since: before a value narrow it down, as in stance:oppose by:priya since:"2 weeks ago".
            """)

    @Argument(help: "Words and filters; all have to fit.")
    var words: [String]

    @Option(help: "How many notes at most.")
    var limit = 20

    @Flag(help: "Only say how many there are.")
    var count = false

    @OptionGroup var options: Options

    /// More than anyone reads; a count goes through all that fit.
    private static let countMax = 10_000_000

    func validate() throws {
        if limit < 1 { throw ValidationError("--limit has to be 1 or more.") }
    }

    func answer(at desk: Desk) throws -> Answer {
        let notebook = try desk.notebook(for: SearchNotes.word)
        let query = try SearchQuery(words, in: notebook.catalogue) { try? desk.date($0) }
        let hits = try notebook.search(query, limit: count ? SearchNotes.countMax : limit)
        if count {
            let number = hits.notes.count + hits.items.count
            return Answer("hits", ["count": .number(number)]) { _ in [Line(String(number))] }
        }
        let list = try HitList(hits, in: notebook, desk.dates)
        var answer = Answer("hits", list.json, lines: list.lines)
        answer.rows = list.rows
        answer.listed = hits.notes.map(\.summary.id)
        return answer
    }
}
