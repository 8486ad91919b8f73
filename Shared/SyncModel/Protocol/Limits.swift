/// How large things may be, in one place; a server tells its own when a device joins.
public struct Limits: Hashable, Sendable, Codable {
    /// One change, in bytes of its line.
    public var changeBytes = 256 * 1024
    /// One request, in bytes after inflating.
    public var requestBytes = 4 * 1024 * 1024
    /// Changes in one request.
    public var requestChanges = 1_000
    /// One page of records, in bytes; a page holds at least one record, whatever its size. An offered state likewise.
    public var pageBytes = 2 * 1024 * 1024

    /// One record, in bytes of what it holds. It travels whole, and no client takes an answer of any size; so a server lets none
    /// grow beyond this. It is not told: nobody can keep to it who does not know what others write.
    public var recordBytes = 16 * 1024 * 1024

    private enum CodingKeys: CodingKey {
        case changeBytes, requestBytes, requestChanges, pageBytes
    }

    public init() {}

    public static let standard = Limits()
}

/// The number of the talk that this build speaks.
public let protocolNumber = 1
