import Notebook
import ReformNotes
import SyncModel

/// A note as scripts read it: `fieldnotes.note/1`.
extension NoteView {
    var json: JSON {
        .object(said + stood)
    }

    /// What its writers said.
    private var said: [(String, JSON)] {
        [
            ("id", .text(id.description)), ("item", .text(note.target.item)),
            ("measure", .text(perhaps: note.target.measure)), ("body", .text(note.body)),
            ("kind", .text(note.kind.rawValue)), ("stance", .text(perhaps: note.stance?.view.rawValue)),
            ("toward", .text(perhaps: note.stance?.toward)), ("tags", .list(note.tags.map(JSON.text))),
            ("refs", .list(note.refs.map(JSON.text))), ("status", .text(note.status.rawValue)),
            ("replyTo", .text(perhaps: note.replyTo?.description)), ("author", .text(note.author)),
            ("device", .text(device)), ("created", .text(note.created)),
        ]
    }

    /// How it stands on this device.
    private var stood: [(String, JSON)] {
        [
            ("edited", edited.json), ("sync", .text(sync.rawValue)), ("deleted", withdrawn?.json ?? nil),
            ("context", .object(context.entries.map { ($0.replica.description, .number(Int(clamping: $0.n))) })),
            ("fields", .object(fields.map { ($0.key.text, $0.json) })),
            ("refused", .list(refused.map(\.json))),
        ]
    }
}

extension Edited {
    var json: JSON { ["by": .text(by), "device": .text(device), "at": .time(at)] }
}

extension Withdrawn {
    var json: JSON {
        ["reason": .text(perhaps: reason), "by": .text(by.by), "device": .text(by.device), "at": .time(by.at)]
    }
}

extension FieldView {
    /// The dot and the stamp; where there are several sides, those too.
    var json: JSON {
        var members: [(String, JSON)] = [
            ("dot", .text(perhaps: dot?.description)), ("stamp", .text(stamp.description)),
        ]
        if sides.count > 1 {
            members += [
                ("conflict", .flag(isConflict)), ("merged", .flag(isMerged)), ("siblings", .list(sides.map(\.json))),
                ("base", base.map { .encoded($0.json) } ?? nil),
            ]
        }
        return .object(members)
    }
}

extension Side {
    var json: JSON {
        [
            "dot": .text(perhaps: dot?.description), "stamp": .text(stamp.description), "author": .text(author),
            "device": .text(device), "at": .time(at), "value": .encoded(value.json),
        ]
    }
}

extension NoteSummary {
    /// The note as a list holds it: what the row of a table tells, and the whole text.
    var json: JSON {
        [
            "id": .text(id.description), "item": .text(target.item), "measure": .text(perhaps: target.measure),
            "body": .text(body), "kind": .text(kind.rawValue), "stance": .text(perhaps: stance?.view.rawValue),
            "toward": .text(perhaps: stance?.toward), "tags": .list(tags.map(JSON.text)),
            "status": .text(status.rawValue), "replyTo": .text(perhaps: replyTo?.description), "author": .text(author),
            "created": created.map(JSON.time) ?? nil, "edited": ["by": .text(editedBy), "at": .time(edited)],
            "sync": .text(sync.rawValue),
        ]
    }
}

extension JSON {
    /// A moment, given in milliseconds since 1970, as RFC 3339 in UTC.
    static func time(_ milliseconds: Int64) -> JSON {
        .text(UTCTime(milliseconds: milliseconds).description)
    }
}
