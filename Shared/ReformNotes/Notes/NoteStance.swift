public import SyncModel

/// Where a note's writer stands, and toward what, as one unit: who opposes *abolition* supports *the decision* to keep.
public struct NoteStance: Hashable, Sendable {
    public var view: View
    /// `decision`, `recommendation`, or a measure of the item.
    public var toward: String

    public init(_ view: View, toward: String = NoteStance.decision) {
        self.view = view
        self.toward = toward
    }

    /// The view itself.
    public struct View: NoteWord {
        public let rawValue: String

        public init(rawValue: String) { self.rawValue = rawValue }

        public static let support = View(rawValue: "support")
        public static let oppose = View(rawValue: "oppose")
        public static let mixed = View(rawValue: "mixed")
        public static let neutral = View(rawValue: "neutral")

        public static let known = [support, oppose, mixed, neutral]
    }

    public static let decision = "decision"
    public static let recommendation = "recommendation"

    /// Reads the register; nil where it is unset or not understood.
    public init?(_ value: Value) {
        var view = ""
        var toward = ""
        let isObject = value.readMembers { reader, name in
            switch name {
            case "stance": view = try reader.textOrNull() ?? ""
            case "toward": toward = try reader.textOrNull() ?? ""
            default: try reader.skip()
            }
        }
        guard isObject, !view.isEmpty else { return nil }
        self.init(View(rawValue: view), toward: toward.isEmpty ? NoteStance.decision : toward)
    }

    /// The register: `{"stance":…,"toward":…}`.
    public var value: Value {
        Value { writer in
            writer.member("stance", view.rawValue)
            writer.member("toward", toward)
        }
    }

    /// The stance within a sentence: `supports the decision`.
    public var phrase: String {
        let object = [NoteStance.decision, NoteStance.recommendation].contains(toward) ? "the \(toward)" : toward
        return switch view {
        case .support: "supports \(object)"
        case .oppose: "opposes \(object)"
        default: "\(view) about \(object)"
        }
    }
}
