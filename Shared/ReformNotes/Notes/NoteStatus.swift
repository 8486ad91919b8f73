/// Whether its writer holds a note to be finished.
public struct NoteStatus: NoteWord {
    public let rawValue: String

    public init(rawValue: String) { self.rawValue = rawValue }

    public static let draft = NoteStatus(rawValue: "draft")
    public static let ready = NoteStatus(rawValue: "ready")

    public static let known = [draft, ready]
}
