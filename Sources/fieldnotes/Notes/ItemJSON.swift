import Foundation
import Notebook
import ReformNotes

/// A reform item as scripts read it: `fieldnotes.item/1` whole, and as a row of `fieldnotes.items/1`.
extension ItemRow {
    /// The row, without texts.
    var json: JSON { .object(item.head + counted) }

    /// All that the catalogue says of the item, and the first of its notes.
    func json(in catalogue: Catalogue, notes: [NoteSummary]) -> JSON {
        .object(
            item.head + item.told + [
                ("arguments", .encoding(catalogue.arguments(on: item))),
                ("caveats", .encoding(catalogue.caveats(on: item))), ("catalogue", .text(catalogue.version)),
                ("noteCount", .number(counts.notes)), ("notes", .list(notes.map(\.json))),
            ])
    }

    private var counted: [(String, JSON)] {
        [
            ("notes", .number(counts.notes)), ("mine", .number(counts.mine)), ("conflicts", .number(counts.conflicts)),
            ("unsent", .number(counts.unsent)), ("new", .number(counts.new)),
        ]
    }
}

extension ReformItem {
    /// What tells it from others, and the answer to it.
    fileprivate var head: [(String, JSON)] {
        [
            ("id", .text(id)), ("title", .text(title)), ("aliases", .list(aliases.map(JSON.text))),
            ("theme", .text(theme.rawValue)), ("origin", .text(origin.rawValue)),
            ("disposition", .text(disposition.rawValue)), ("course", .list(course.map { .text($0.rawValue) })),
            ("answer", .text(answer)), ("money", .encoding(money)),
        ]
    }

    fileprivate var told: [(String, JSON)] {
        [
            ("recommendation", .text(perhaps: recommendation)), ("decision", .text(perhaps: decision)),
            ("dispositionBasis", .encoding(dispositionBasis)), ("counts", .encoding(counts)),
            ("dates", .encoding(dates)), ("bodies", .list(bodies.map(JSON.text))),
            ("positions", .encoding(positions)), ("evidence", .encoding(evidence)),
            ("measures", .encoding(measures)), ("facts", .text(perhaps: facts)), ("source", .encoding(source)),
        ]
    }
}

extension JSON {
    /// A part of the catalogue, with the names that its own file uses.
    static func encoding(_ part: some Encodable) -> JSON {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        // The catalogue came from JSON and is made of nothing that JSON lacks.
        return (try? encoder.encode(part)).map { .encoded(Array($0)) } ?? nil
    }
}
