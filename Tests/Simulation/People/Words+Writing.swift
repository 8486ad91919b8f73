import ReformNotes
import SyncModel

extension Words {
    /// A change of more than so many bytes is refused where a seed has refusals.
    static let bytesMax = 8_192
    private static let paragraphsMax = 5
    private static let tagsMax = 3

    /// What nobody else writes in this seed.
    private func token(_ step: Int) -> String {
        "word \(step)." + (isTooLong ? String(repeating: " too long", count: Words.bytesMax / 9) : "")
    }

    /// The body with one paragraph written anew, or one more.
    private func body(_ text: String, _ step: Int) -> String {
        var paragraphs = text.split(separator: "\n\n").map(String.init).filter { $0.utf8.count < 200 }
        if paragraph < paragraphs.count || paragraphs.count >= Words.paragraphsMax, !paragraphs.isEmpty {
            paragraphs[paragraph % paragraphs.count] = token(step)
        } else {
            paragraphs.append(token(step))
        }
        return paragraphs.joined(separator: "\n\n")
    }

    private func pin(_ step: Int) -> NoteAnchor {
        NoteAnchor(
            field: "decision", exact: "pin \(step)", prefix: "", suffix: "", start: 0, end: 4, catalogue: "1")
    }

    /// What a note becomes.
    func written(on old: Note, step: Int) -> Note {
        var note = old
        switch subject {
        case .body, .unknown: note.body = body(old.body, step)
        case .pin: note.anchor = pin(step)
        case .both:
            note.body = body(old.body, step)
            note.anchor = pin(step)
        case .tag where old.tags.count < Words.tagsMax: note.tags.append("t\(step)")
        case .tag, .untag: note.tags = Array(old.tags.dropFirst())
        }
        return note
    }

    /// What a client without notes assigns in sight of `look`.
    func values(on look: Look, client: Client, step: Int) -> FieldMap<Value> {
        let body = Value(text: body(look.shown(.body)?.value.text ?? "", step))
        switch subject {
        case .body, .tag: return FieldMap([(.body, body)])
        case .pin: return FieldMap([(.pin, pin(step).value)])
        case .both: return FieldMap([(.body, body), (.pin, pin(step).value)])
        case .untag, .unknown:
            let mood = Value(unchecked: Array(#"{"of": \#(step), "é": [1e3, null]}"#.utf8))
            return client == .newer ? FieldMap([(.mood, mood)]) : FieldMap([(.body, body)])
        }
    }
}
