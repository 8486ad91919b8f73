import SyncModel

/// What may happen in a seed. A run of many seeds that never met one of these has not tried what it is for.
enum Happening: String, CaseIterable, Codable {
    case call
    // How the server answers.
    case accepted, concurrent, duplicate, refused, stampInFuture, behind, forked
    case cursorForked = "cursor forked"
    case stalePage = "stale page"
    case lateRequest = "late request"
    // What devices and the server live through.
    case powerCut = "power cut"
    case clone
    case oldCopy = "old copy"
    case serverRestored = "server restored"
    case revocation
    // How what was lost comes back.
    case offer
    case difference

    /// What lets one replica's past happen twice, or somebody forget: a conflict too many is no fault then.
    static let forgetful: [Happening] = [.clone, .oldCopy, .serverRestored, .revocation, .refused]

    init(_ outcome: Outcome) {
        self =
            switch outcome {
            case .accepted: .accepted
            case .concurrent: .concurrent
            case .duplicate: .duplicate
            case .refused: .refused
            case .stampInFuture: .stampInFuture
            case .behind: .behind
            case .forked: .forked
            }
    }

    /// So many seeds meet everything but a difference, which nothing should need.
    static let seedsThatMeetAll = 1_000
    static let expected = allCases.filter { $0 != .difference }

    /// How often each happened, in words.
    static func told(_ tally: [Happening: Int]) -> [String] {
        allCases.map { "  \(tally[$0] ?? 0) × \($0.rawValue)" }
    }
}
