import ReformNotes

/// A note as a page for an editor: its fields above its text.
struct NotePage {
    let frontMatter: FrontMatter

    /// The fields that a page has; those of an answer have no item, for it is that of the note it answers.
    static func names(withItem: Bool) -> [String] { (withItem ? ["item"] : []) + details }

    private static let details = ["kind", "stance", "toward", "tags", "refs", "status"]
    /// Between references, which may hold spaces and commas.
    private static let parting = "; "

    init(_ note: Note, withItem: Bool = true) {
        let values = NotePage.values(of: note)
        frontMatter = FrontMatter(
            fields: NotePage.names(withItem: withItem).map { name in
                FrontMatter.Field(name: name, value: values[name] ?? "", hint: NotePage.hints[name])
            },
            body: note.body)
    }

    private static func values(of note: Note) -> [String: String] {
        [
            "item": note.target.description, "kind": note.kind.rawValue, "stance": note.stance?.view.rawValue ?? "",
            "toward": note.stance?.toward ?? "", "tags": note.tags.joined(separator: ", "),
            "refs": note.refs.joined(separator: parting), "status": note.status.rawValue,
        ]
    }

    private static let hints = [
        "kind": Sentence.choice(NoteKind.known.map(\.rawValue)),
        "stance": Sentence.choice(NoteStance.View.known.map(\.rawValue)) + "; empty for none",
        "toward": "decision, recommendation or a part of the item",
        "tags": "words in small letters, with commas between", "refs": "with semicolons between",
        "status": Sentence.choice(NoteStatus.known.map(\.rawValue)),
    ]
}

/// What somebody made of a note's page. Only what they changed counts, so that a field which a page cannot show as it is stays
/// as it was.
struct NoteEdit {
    let edited: FrontMatter
    let original: FrontMatter

    /// Does the same to `note`. Throws what `Finder.target` throws.
    func apply(to note: inout Note, _ finder: Finder) throws {
        if edited.body != original.body { note.body = edited.body }
        for field in edited.fields where !original.fields.contains(where: { $0.isSame(as: field) }) {
            switch field.name {
            case "item" where !field.value.isEmpty: note.target = try finder.target(field.value)
            case "kind" where !field.value.isEmpty: note.kind = NoteKind(rawValue: field.value)
            case "status" where !field.value.isEmpty: note.status = NoteStatus(rawValue: field.value)
            case "tags": note.tags = field.parts { $0 == "," || $0.isWhitespace }
            case "refs": note.refs = field.parts { $0 == ";" }
            case "stance", "toward": try applyStance(to: &note)
            default: break
            }
        }
    }

    /// The two fields are one unit, so a change of either says both.
    private func applyStance(to note: inout Note) throws {
        guard let view = edited["stance"], view != "none" else {
            note.stance = nil
            return
        }
        note.stance = NoteStance(NoteStance.View(rawValue: view), toward: edited["toward"] ?? NoteStance.decision)
    }
}

extension FrontMatter.Field {
    fileprivate func isSame(as other: FrontMatter.Field) -> Bool { name == other.name && value == other.value }

    fileprivate func parts(_ isBetween: (Character) -> Bool) -> [String] {
        value.split(whereSeparator: isBetween).map { part in
            String(part.drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
        }.filter { !$0.isEmpty }
    }
}
