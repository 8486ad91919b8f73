import Testing

/// How a program may end that met a fault: by what it says, and by the number that it ends with.
enum Verdict: CaseIterable, Sendable {
    case wentWell, offline, busy, notUnderstood, diskFull, unwritable, unreadable, readOnly, damaged

    var code: Int32 {
        switch self {
        case .wentWell: 0
        case .offline, .busy, .notUnderstood: 5
        case .damaged: 7
        case .diskFull, .unwritable, .unreadable, .readOnly: 9
        }
    }

    /// What stands in the complaint.
    private var words: String {
        switch self {
        case .wentWell: ""
        case .offline: "No connection to 127.0.0.1. Your 1 change is safe on this device."
        case .busy: "127.0.0.1 cannot answer just now. Your 1 change is safe on this device."
        case .notUnderstood: "What answered at 127.0.0.1 is not a server of field notes. Your "
        case .diskFull: " is full"
        case .unwritable: "cannot be written"
        case .unreadable: "the disk does not give"
        case .damaged: "The replica fails its check"
        case .readOnly: "NOT SAVED: these notes may only be read here"
        }
    }

    /// Whether `run` ended so.
    func holds(for run: Run) -> Bool {
        guard run.code == code else { return false }
        return self == .wentWell || (run.complained.contains("fieldnotes: ") && run.complained.contains(words))
    }
}

extension Run {
    /// What only a programmer understands, and nobody else should have to read.
    private static let jargon = [
        "SQL", "sqlite", "SELECT ", "INSERT ", "UPDATE ", "Error Domain", "Optional(", ".swift", "Fatal error",
        "curl", "errno", "NSCocoa", "GRDB", "UpstreamError", "ReplicaError", "Stack dump",
    ]

    /// Expects that it ended in one of these ways, and said so in words for people.
    func expect(
        _ verdicts: Verdict..., about story: String, sourceLocation: SourceLocation = #_sourceLocation
    ) {
        #expect(verdicts.contains { $0.holds(for: self) }, "\(story): \(self)", sourceLocation: sourceLocation)
        #expect(!isJargon, "\(story): \(self)", sourceLocation: sourceLocation)
    }

    var isJargon: Bool {
        let words = said + complained
        // An address in memory has many digits; "0x" alone also stands in one note's name of forty.
        return Run.jargon.contains { words.contains($0) } || words.contains(/\b0x[0-9a-f]{6,}\b/)
    }
}
