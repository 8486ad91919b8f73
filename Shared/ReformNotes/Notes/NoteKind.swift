/// What a note is, for the most part.
public struct NoteKind: NoteWord {
    public let rawValue: String

    public init(rawValue: String) { self.rawValue = rawValue }

    public static let experience = NoteKind(rawValue: "experience")
    public static let critique = NoteKind(rawValue: "critique")
    public static let evidence = NoteKind(rawValue: "evidence")
    public static let proposal = NoteKind(rawValue: "proposal")
    public static let question = NoteKind(rawValue: "question")
    public static let summary = NoteKind(rawValue: "summary")

    public static let known = [experience, critique, evidence, proposal, question, summary]
}
