import Notebook
import ReformNotes
import SyncModel

/// A note that needs a person, and why, in words.
struct Dispute {
    /// The shortest beginning of the id that no other note shares.
    let name: String
    let view: NoteView

    /// "you and Priya Nair changed the same paragraph"; where more than one field is open, how many more.
    var cause: String {
        let open = view.conflicts
        guard
            let first = open.first(where: { $0.key == .deleted }) ?? open.first(where: { $0.key == NoteField.body })
                ?? open.first
        else { return "" }
        let more = open.count > 1 ? ", and \(Plural.count(open.count - 1, "field")) more" : ""
        return Dispute.cause(of: first, in: view) + more
    }

    /// The latest settlement of somebody else that stands against one of yours; nil where there is none.
    var settledElsewhere: Side? {
        let fields = view.conflicts.filter { $0.isSettledApart && $0.sides.contains(where: \.isYours) }
        return fields.flatMap(\.sides).filter { !$0.isYours }.max { $0.stamp < $1.stamp }
    }

    /// The row of a list of notes: mark, id, item and cause.
    var row: [Line] { [Line("!", .notable), Line(name, .bold), Line(view.note.target.description), Line(cause)] }

    static func table(_ disputes: [Dispute]) -> Table {
        Table(
            columns: [.whole(""), .whole("NOTE"), .whole("ITEM"), .elastic("")], rows: disputes.map(\.row),
            hasHeadings: false)
    }

    /// As a list of scripts holds it; `fieldnotes conflicts` tells the sides.
    var json: JSON {
        [
            "id": .text(view.id.description), "item": .text(view.note.target.item),
            "fields": .list(view.conflicts.map { .text($0.key.text) }),
        ]
    }

    private static func cause(of field: FieldView, in view: NoteView) -> String {
        guard field.key != .deleted else { return withdrawal(field) }
        let people = Sentence.list(people(of: field.sides))
        if field.isSettledApart { return "\(people) settled it apart" }
        switch field.key {
        case NoteField.body: return "\(people) changed the same paragraph"
        case NoteField.item: return "\(people) moved it to different items"
        case NoteField.stance: return "\(people) took different stances"
        case NoteField.kind: return "\(people) chose different kinds"
        default: return "\(people) changed \(field.key.text)"
        }
    }

    private static func withdrawal(_ field: FieldView) -> String {
        let withdrew = Sentence.list(people(of: field.sides.filter { !$0.value.isNull }))
        let edited = Sentence.list(people(of: field.sides.filter(\.value.isNull)))
        return "\(withdrew) withdrew it, and \(edited.isEmpty ? "somebody" : edited) changed it"
    }

    /// Each once, you first. The same person on two devices is told apart by them.
    private static func people(of sides: [Side]) -> [String] {
        let own = sides.filter(\.isYours).map(\.author)
        let names = sides.filter { !$0.isYours }.map { own.contains($0.author) ? "you on \($0.device)" : $0.author }
        return (own.isEmpty ? [] : ["you"]) + names.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
    }
}

extension Notebook {
    /// The first notes that need a person.
    func disputes(limit: Int) throws -> [Dispute] {
        let views = try conflicts(limit: limit)
        let names = try shortNames(of: views.map(\.id))
        return views.map { Dispute(name: names[$0.id] ?? $0.id.description, view: $0) }
    }
}
