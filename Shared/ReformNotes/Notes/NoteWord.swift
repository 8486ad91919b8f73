/// A word from a list that may grow: what another client wrote survives reading even where this one does not know it.
public protocol NoteWord: RawRepresentable<String>, Hashable, Sendable, CustomStringConvertible {
    /// The words that this client offers and accepts, in the order in which they are offered.
    static var known: [Self] { get }
    init(rawValue: String)
}

extension NoteWord {
    public var isKnown: Bool { Self.known.contains { $0.rawValue.utf8.elementsEqual(rawValue.utf8) } }
    public var description: String { rawValue }
}

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

/// Whether its writer holds a note to be finished.
public struct NoteStatus: NoteWord {
    public let rawValue: String

    public init(rawValue: String) { self.rawValue = rawValue }

    public static let draft = NoteStatus(rawValue: "draft")
    public static let ready = NoteStatus(rawValue: "ready")

    public static let known = [draft, ready]
}
