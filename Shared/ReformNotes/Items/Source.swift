/// A published text from which the catalogue was made.
public struct Source: Codable, Hashable, Sendable {
    /// One letter, by which references name it.
    public let key: String
    public let title: String
    public let kind: String
    /// Nil where the text as we have it names none.
    public let publisher: String?
    public let author: String?
    /// The day it appeared, as `2022-12-08`; nil where it is not known.
    public let date: String?
    public let dateNote: String?
}

/// A place in a source: written `A:48`, `B:98-102`, or `B` for the whole of it.
public struct SourceReference: Hashable, Sendable {
    public let source: String
    /// One paragraph or the first and the last of several; nil for the whole text.
    public let paragraphs: String?

    /// The place as people read it: `A, paragraph 48`.
    public var label: String {
        guard let paragraphs else { return source }
        return "\(source), paragraph\(paragraphs.contains("-") ? "s" : "") \(paragraphs.replacing("-", with: "–"))"
    }
}

extension SourceReference: LosslessStringConvertible {
    public init(_ text: String) {
        let parts = text.split(separator: ":", maxSplits: 1)
        source = parts.first.map(String.init) ?? ""
        paragraphs = parts.count == 2 ? String(parts[1]) : nil
    }

    public var description: String { paragraphs.map { "\(source):\($0)" } ?? source }
}

extension SourceReference: Codable {
    public init(from decoder: any Decoder) throws {
        self.init(try decoder.singleValueContainer().decode(String.self))
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
