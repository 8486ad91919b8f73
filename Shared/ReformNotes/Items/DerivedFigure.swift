/// A figure that we worked out from those stated.
public struct DerivedFigure: Codable, Hashable, Sendable {
    public let what: String
    public let value: String
}
