/// One field of a record: the values that no later change replaced, one as a rule.
public struct Register: Hashable, Sendable {
    /// In order of dot.
    public var siblings: [Entry]
    /// The replaced values that a merge of several siblings starts from, and what lies on the way to them, in order of dot.
    public var replaced: [Entry]

    public init(siblings: [Entry] = [], replaced: [Entry] = []) {
        self.siblings = siblings
        self.replaced = replaced
    }

    /// A value in its place among the others.
    public struct Entry: Hashable, Sendable {
        public let dot: Dot
        /// Nil only for one that was replaced and is kept for the way that leads over it.
        public var value: Value?
        /// The dots it took the place of.
        public let replaces: [Dot]

        public init(dot: Dot, value: Value?, replaces: [Dot]) {
            self.dot = dot
            self.value = value
            self.replaces = replaces
        }
    }

    /// Whether its siblings say different things.
    public var isDivided: Bool {
        guard let first = siblings.first else { return false }
        return siblings.dropFirst().contains { $0.value != first.value }
    }
}
