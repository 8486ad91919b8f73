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
