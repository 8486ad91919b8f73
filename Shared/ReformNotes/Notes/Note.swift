/// What a practitioner wrote about a reform item, as plain values. Whether it is withdrawn is not among them: that depends
/// on what the withdrawal had in sight, so the record's state tells it.
public struct Note: Sendable {
    public var target: NoteTarget
    /// Markdown; its first line serves as the title.
    public var body: String
    public var kind: NoteKind
    public var stance: NoteStance?
    /// In order of their bytes when read from fields.
    public var tags: [String]
    /// Links to notes, items and arguments, addresses and citations, ordered like the tags.
    public var refs: [String]
    public var anchor: NoteAnchor?
    public var status: NoteStatus
    public var author: String
    /// A ``UTCTime`` as text; kept as it was written.
    public var created: String
    public var replyTo: NoteID?
    public var importedFrom: NoteOrigin?

    public init(
        about target: NoteTarget, body: String, author: String, created: String, kind: NoteKind = .experience,
        stance: NoteStance? = nil, tags: [String] = [], refs: [String] = [], anchor: NoteAnchor? = nil,
        status: NoteStatus = .draft, replyTo: NoteID? = nil, importedFrom: NoteOrigin? = nil
    ) {
        self.target = target
        self.body = body
        self.author = author
        self.created = created
        self.kind = kind
        self.stance = stance
        self.tags = tags
        self.refs = refs
        self.anchor = anchor
        self.status = status
        self.replyTo = replyTo
        self.importedFrom = importedFrom
    }

    /// The first line that says something, without the marks of a heading or a list.
    public var title: String {
        let lines = body.split(whereSeparator: \.isNewline)
        let titles = lines.lazy.map { $0.drop { $0.isWhitespace || "#>*-".contains($0) } }
        return titles.first { !$0.isEmpty }.map(String.init) ?? ""
    }
}

extension Note: Hashable {
    /// Two notes are equal if their fields have equal bytes; texts that merely look alike are not.
    public static func == (left: Note, right: Note) -> Bool { left.fields == right.fields }

    public func hash(into hasher: inout Hasher) { hasher.combine(fields) }
}
