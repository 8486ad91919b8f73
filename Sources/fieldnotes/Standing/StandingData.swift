import Notebook
import ReformNotes
import SyncClient
import SyncModel

extension Standing {
    /// `online` is false without a server and else unknown: nobody was asked. No note is private, and there are no backups, in
    /// this version of the shape.
    var json: JSON {
        [
            "team": .text(perhaps: status.team), "server": .text(perhaps: status.server),
            "online": status.team == nil ? false : nil, "lastSync": status.lastSync.map(JSON.time) ?? nil,
            "inStep": .flag(status.isInStep), "unsent": .list(status.unsent.map(\.json)),
            "conflicts": .list(disputes.map(\.json)), "privateOnly": 0, "lastBackup": nil,
            "notes": .number(status.notes), "digest": .text(perhaps: status.digest?.spoken),
            "refused": .list(status.refused.map(\.listed)),
        ]
    }

    /// For `--plain`: what, id, item, and fields or cause.
    var rows: [[String]] {
        status.unsent.map {
            [
                $0.change.rawValue, $0.summary.id.description, $0.summary.target.description,
                $0.fieldNames.joined(separator: ","),
            ]
        } + disputes.map { ["conflict", $0.view.id.description, $0.view.note.target.description, $0.cause] }
            + status.refused.map { ["refused", $0.id.key, $0.refusal.code.rawValue, $0.refusal.message] }
    }

    /// The frozen form for scripts: headers, then a line a note, each with `ending` behind it.
    func porcelain(ending: UInt8) -> [UInt8] {
        let last = status.lastSync.map { UTCTime(milliseconds: $0).description }
        let headers = [
            "# team \(status.team ?? "-")", "# last-sync \(last ?? "-")", "# unsent \(status.unsentNotes)",
            "# conflicts \(status.conflictCount)", "# private 0",
        ]
        return (headers + noteLines).flatMap { Array(Inert.line($0).utf8) + [ending] }
    }

    /// Unsent notes first; a note in conflict that is unsent, too, has one line.
    private var noteLines: [String] {
        let disputed = Set(disputes.map(\.view.id))
        let unsent = Set(status.unsent.map(\.summary.id))
        return status.unsent.map { note in
            let there = disputed.contains(note.summary.id) ? "U" : "."
            return line(
                "\(note.change.letter)\(there)", note.summary.id, note.summary.target, note.fieldNames)
        }
            + disputes.filter { !unsent.contains($0.view.id) }.map { dispute in
                line("UU", dispute.view.id, dispute.view.note.target, dispute.view.conflicts.map(\.key.text))
            }
    }

    private func line(_ letters: String, _ id: NoteID, _ target: NoteTarget, _ fields: [String]) -> String {
        "\(letters) \(id) \(target) \(fields.joined(separator: ","))"
    }
}

extension UnsentNote {
    fileprivate var json: JSON {
        [
            "id": .text(summary.id.description), "change": .text(change.rawValue),
            "item": .text(summary.target.item), "fields": .list(fieldNames.map(JSON.text)),
        ]
    }
}

extension UnsentNote.Change {
    fileprivate var letter: String {
        switch self {
        case .added: "A"
        case .modified: "M"
        case .withdrawn: "W"
        }
    }
}

extension QuarantinedEdit {
    /// As a list holds it: which note it is about, and why.
    fileprivate var listed: JSON {
        [
            "id": .text(id.key), "code": .text(refusal.code.rawValue), "message": .text(refusal.message),
            "at": .time(refused), "fields": .list(edit.assigns.keys.map { .text($0.text) }),
        ]
    }
}
