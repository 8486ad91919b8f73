public import ArgumentParser
import Notebook
public import ReformNotes

/// Lists the reform items with the government's answer to each.
struct ListItems: Verb {
    static let word = "items"
    static let configuration = CommandConfiguration(
        commandName: word, abstract: "List the reform items.", aliases: ["ls"])

    /// By what the list is ordered.
    enum Order: String, CaseIterable, ExpressibleByArgument {
        case catalogue, name, theme, answer, notes
    }

    @Argument(help: "Words of the items' names, titles or answers; all have to fit.")
    var words: [String] = []

    @Option(help: "Only those of a theme.")
    var theme: Theme?

    @Option(help: "Only those with such an answer.")
    var disposition: Disposition?

    @Option(help: "Only those that go on in such a way.")
    var course: Course?

    @Flag(help: "Only those with notes.")
    var noted = false

    @Flag(help: "Only those with notes of yours.")
    var mine = false

    @Flag(help: "Only those with notes that the last sync brought.")
    var new = false

    @Option(help: "catalogue, name, theme, answer or notes (most first).")
    var sort = Order.catalogue

    @OptionGroup var options: Options

    func answer(at desk: Desk) throws -> Answer {
        let notebook = try desk.notebook(for: ListItems.word)
        let all = try notebook.items()
        let chosen = ordered(all.filter(fits))
        var answer = Answer("items", .list(chosen.map(\.json))) { columns in
            (chosen.isEmpty ? [] : ItemTable(chosen).lines(columns))
                + ListItems.footer(chosen, of: all.count).wrapped(to: columns)
        }
        answer.rows = ItemTable(chosen).rows
        return answer
    }

    private func fits(_ row: ItemRow) -> Bool {
        let item = row.item
        return theme.map { item.theme == $0 } ?? true && disposition.map { item.disposition == $0 } ?? true
            && course.map { item.course.contains($0) } ?? true && (!noted || row.counts.notes > 0)
            && (!mine || row.counts.mine > 0) && (!new || row.counts.new > 0) && ItemWords(item).hold(words)
    }

    private func ordered(_ rows: [ItemRow]) -> [ItemRow] {
        switch sort {
        case .catalogue: rows
        case .name: rows.sorted { $0.item.id < $1.item.id }
        case .theme: rows.stablySorted { Theme.allCases.firstIndex(of: $0.item.theme) ?? 0 }
        case .answer: rows.stablySorted { Disposition.allCases.firstIndex(of: $0.item.disposition) ?? 0 }
        case .notes: rows.stablySorted { -$0.counts.notes }
        }
    }

    private static func footer(_ chosen: [ItemRow], of all: Int) -> Line {
        guard let first = chosen.first?.item else { return Line("None of \(Plural.count(all, "item")) fits.") }
        let count = chosen.count == all ? "\(all) items." : "\(chosen.count) of \(Plural.count(all, "item"))."
        return Line("\(count) Detail: fieldnotes show \(first.aliases.first ?? first.id)", .faint)
    }
}

extension Theme: ExpressibleByArgument {}
extension Disposition: ExpressibleByArgument {}
extension Course: ExpressibleByArgument {}

extension [ItemRow] {
    /// Equals stay in the catalogue's order.
    fileprivate func stablySorted(by key: (ItemRow) -> Int) -> [ItemRow] {
        enumerated().sorted { (key($0.element), $0.offset) < (key($1.element), $1.offset) }.map(\.element)
    }
}
