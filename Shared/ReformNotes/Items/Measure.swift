/// A part of an item that was answered by itself; a note may be about it alone, as `item/measure`.
public struct Measure: Codable, Hashable, Sendable {
    /// Unique within its item.
    public let id: String
    public let title: String
    public let origin: Origin
    public let disposition: Disposition
    public let course: [Course]
}
