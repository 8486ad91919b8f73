/// What a reader must know before relying on an item; it stands once, however many items name it.
public struct Caveat: Codable, Hashable, Sendable {
    public let id: String
    public let text: String
}
