import ReformNotes
import SyncModel

/// A note as a line of an export: each value stands once, sides and base only where there are several.
extension JSONWriter {
    mutating func exported(_ view: NoteView, type: String? = "note") {
        object { writer in
            if let type { writer.member("type", type) }
            writer.member("id", view.id.description)
            writer.content(view.note)
            writer.member("device", view.device)
            writer.key("edited")
            writer.edited(view.edited)
            writer.key("deleted")
            writer.withdrawn(view.withdrawn)
            writer.key("context")
            writer.object { writer in
                for entry in view.context.entries {
                    writer.key(entry.replica.description)
                    writer.number(entry.n)
                }
            }
            writer.key("fields")
            writer.object { writer in
                for field in view.fields {
                    writer.key(field.key.text)
                    writer.field(field)
                }
            }
            writer.others(view)
        }
    }

    /// What the note says.
    private mutating func content(_ note: Note) {
        member("item", note.target.item)
        member("measure", note.target.measure)
        member("body", note.body)
        member("kind", note.kind.rawValue)
        member("stance", note.stance?.view.rawValue)
        member("toward", note.stance?.toward)
        texts("tags", note.tags)
        texts("refs", note.refs)
        member("status", note.status.rawValue)
        member("replyTo", note.replyTo?.description)
        key("anchor")
        raw((note.anchor?.value ?? .null).json)
        member("author", note.author)
        member("created", note.created)
        key("importedFrom")
        raw((note.importedFrom?.value ?? .null).json)
    }

    private mutating func field(_ field: FieldView) {
        object { writer in
            writer.member("dot", field.dot?.description)
            writer.member("stamp", field.stamp.description)
            guard field.sides.count > 1 else { return }
            writer.key("conflict")
            writer.flag(field.isConflict)
            writer.key("merged")
            writer.flag(field.isMerged)
            writer.key("siblings")
            writer.array { writer in
                for side in field.sides { writer.side(side) }
            }
            writer.key("base")
            writer.raw((field.base ?? .null).json)
        }
    }

    private mutating func side(_ side: Side) {
        object { writer in
            writer.member("dot", side.dot?.description)
            writer.member("stamp", side.stamp.description)
            writer.member("author", side.author)
            writer.member("device", side.device)
            writer.time("at", side.at)
            writer.key("value")
            writer.raw(side.value.json)
        }
    }

    private mutating func withdrawn(_ withdrawn: Withdrawn?) {
        guard let withdrawn else { return raw(Value.null.json) }
        object { writer in
            writer.member("reason", withdrawn.reason)
            writer.member("by", withdrawn.by.by)
            writer.member("device", withdrawn.by.device)
            writer.time("at", withdrawn.by.at)
        }
    }

    private mutating func edited(_ edited: Edited) {
        object { writer in
            writer.member("by", edited.by)
            writer.member("device", edited.device)
            writer.time("at", edited.at)
        }
    }

    /// The values of fields that this program does not know, so that they survive the way out and in.
    private mutating func others(_ view: NoteView) {
        let others = view.fields.filter { !NoteField.isKnown($0.key) }
        guard !others.isEmpty else { return }
        key("other")
        values(FieldMap(others.map { ($0.key, $0.shown) }))
    }
}

extension JSONWriter {
    /// A member that is a text, or null.
    mutating func member(_ name: String, _ text: String?) {
        key(name)
        if let text { string(text) } else { raw(Value.null.json) }
    }

    mutating func texts(_ name: String, _ texts: [String]) {
        key(name)
        array { writer in
            for text in texts { writer.string(text) }
        }
    }

    /// A moment in milliseconds since 1970.
    mutating func time(_ name: String, _ milliseconds: Int64) {
        member(name, UTCTime(milliseconds: milliseconds).description)
    }
}

extension NoteField {
    /// Whether this program knows what the field means.
    static func isKnown(_ key: FieldKey) -> Bool {
        if let element = key.element { return [tags, refs].contains(element.set) }
        return [
            item, body, kind, stance, anchor, status, author, created, replyTo, importedFrom, FieldKey.deleted,
        ].contains(key)
    }
}
