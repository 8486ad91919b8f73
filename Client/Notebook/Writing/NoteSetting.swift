public import ReformNotes

/// One `key=value` that somebody typed to change a note.
public enum NoteSetting: Hashable, Sendable {
    case target(NoteTarget)
    case kind(NoteKind)
    case status(NoteStatus)
    /// Nil unsets it, and what it was toward with it.
    case view(NoteStance.View?)
    case toward(String)

    /// The keys, as they are offered.
    public static let keys = ["item", "kind", "stance", "toward", "status"]

    /// - Throws: ``SettingError``. Whether the note can bear the value is told when it is written.
    public init(_ text: String, in catalogue: Catalogue) throws {
        let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 2 else { throw SettingError.malformed(text) }
        switch parts[0] {
        case "item": self = .target(try NoteSetting.target(parts[1], catalogue))
        case "kind": self = .kind(NoteKind(rawValue: parts[1]))
        case "status": self = .status(NoteStatus(rawValue: parts[1]))
        case "stance": self = .view(["", "none"].contains(parts[1]) ? nil : NoteStance.View(rawValue: parts[1]))
        case "toward": self = .toward(parts[1])
        default: throw SettingError.unknownKey(parts[0])
        }
    }

    private static func target(_ words: String, _ catalogue: Catalogue) throws -> NoteTarget {
        let lookup = catalogue.lookUpTarget(words)
        guard case .found(let item, let measure) = lookup else { throw SettingError.item(lookup, words) }
        return NoteTarget(item: item.id, measure: measure?.id)
    }
}

/// Why a setting cannot be read.
public enum SettingError: Error, Hashable, Sendable {
    /// It is not of the form `key=value`.
    case malformed(String)
    case unknownKey(String)
    /// No one item fits the words.
    case item(TargetLookup, String)
    /// `toward` says nothing without a stance.
    case towardWithoutStance
}

extension Notebook {
    /// Applies settings to a note, the last one winning where two speak of the same thing.
    /// - Throws: ``SettingError/towardWithoutStance``, ``WritingError``.
    public func set(_ id: NoteID, _ settings: [NoteSetting]) throws -> Saved {
        try change(id) { note in
            // Whether there is a stance is known only after all of them: `toward` may be typed before `stance`.
            for setting in settings { note.apply(setting) }
            for case .toward(let toward) in settings {
                guard note.stance != nil else { throw SettingError.towardWithoutStance }
                note.stance?.toward = toward
            }
        }
    }
}

extension Note {
    fileprivate mutating func apply(_ setting: NoteSetting) {
        switch setting {
        case .target(let target): self.target = target
        case .kind(let kind): self.kind = kind
        case .status(let status): self.status = status
        case .view(nil): stance = nil
        case .view(let view?): stance = NoteStance(view, toward: stance?.toward ?? NoteStance.decision)
        case .toward: break
        }
    }
}
