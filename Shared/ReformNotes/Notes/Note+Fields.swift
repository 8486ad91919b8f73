public import SyncModel

extension Note {
    /// All that the note says, as registers; what is unset has none.
    ///
    /// A tag or reference that fits no key is left out, so a note is checked for problems before its fields are kept.
    public var fields: FieldMap<Value> {
        var fields = FieldMap<Value>()
        fields[NoteField.item] = target.value
        fields[NoteField.body] = Value(text: body)
        fields[NoteField.kind] = Value(text: kind.rawValue)
        fields[NoteField.status] = Value(text: status.rawValue)
        fields[NoteField.author] = Value(text: author)
        fields[NoteField.created] = Value(text: created)
        fields[NoteField.stance] = stance?.value
        fields[NoteField.anchor] = anchor?.value
        fields[NoteField.replyTo] = replyTo.map { Value(text: $0.description) }
        fields[NoteField.importedFrom] = importedFrom?.value
        for key in tags.compactMap(NoteField.tag) + refs.compactMap(NoteField.ref) { fields[key] = .yes }
        return fields
    }

    /// What an edit of `old` into this note assigns: only the fields that differ, null for those that are unset now.
    ///
    /// Both are compared as this client writes them, so what another client wrote in its own way stays as it is. Where nothing
    /// stands yet, all is assigned.
    public func assignments(since old: Note) -> FieldMap<Value> {
        guard !old.isBlank else { return fields }
        let before = old.fields
        let after = fields
        var assigned = FieldMap<Value>()
        for (key, value) in after where before[key] != value { assigned[key] = value }
        for key in before.keys where after[key] == nil { assigned[key] = .null }
        return assigned
    }

    /// Reads a note from its shown values. It never fails: what is missing or not understood takes its default, and unknown
    /// words and fields are left as they are.
    public init(reading fields: FieldMap<Value>) {
        self.init(
            about: fields[NoteField.item].flatMap(NoteTarget.init) ?? NoteTarget(item: ""),
            body: fields[NoteField.body]?.text ?? "",
            author: fields[NoteField.author]?.text ?? "",
            created: fields[NoteField.created]?.text ?? "",
            kind: Note.word(fields[NoteField.kind]) ?? .experience,
            stance: fields[NoteField.stance].flatMap(NoteStance.init),
            tags: Note.elements(of: NoteField.tags, in: fields),
            refs: Note.elements(of: NoteField.refs, in: fields),
            anchor: fields[NoteField.anchor].flatMap(NoteAnchor.init),
            status: Note.word(fields[NoteField.status]) ?? .draft,
            replyTo: fields[NoteField.replyTo]?.text.flatMap { NoteID($0) },
            importedFrom: fields[NoteField.importedFrom].flatMap(NoteOrigin.init))
    }

    /// Whether nothing stands of the note: all of it was refused, and its writer has it in sight alone.
    public var isBlank: Bool { self == Note(reading: FieldMap()) }

    private static func word<Word: NoteWord>(_ value: Value?) -> Word? {
        guard let text = value?.text, !text.isEmpty else { return nil }
        return Word(rawValue: text)
    }

    private static func elements(of set: String, in fields: FieldMap<Value>) -> [String] {
        fields.compactMap { key, value in
            value == .yes ? key.name(in: set) : nil
        }
    }
}
