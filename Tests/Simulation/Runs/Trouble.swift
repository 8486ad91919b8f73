/// What is wrong with a seed: a promise that was not kept.
struct Trouble: Error, Hashable, Codable {
    enum Kind: String, Codable {
        /// Replicas and server do not hold the same.
        case apart
        /// An outbox was not empty in time.
        case stuck
        /// An edit that was acknowledged is nowhere, though nobody replaced it in sight of it.
        case lost
        /// Something is hidden that no deletion had in sight.
        case hiddenUnseen
        /// What was replaced in sight stands again.
        case resurrected
        /// One dot names two things, or one edit was applied twice.
        case twice
        /// Sums differ although all was read.
        case digests
        /// A cursor passed over something.
        case cursorSkipped
        /// A sync did not end.
        case endless
        /// A message that was cut was understood, or one that was whole was not.
        case wire
        /// What was just saved is not shown.
        case unseen
        /// An error that nobody foresaw.
        case error
        /// The same seed did not do the same twice.
        case notReplayable
        /// The program itself ended.
        case crashed
    }

    let kind: Kind
    let words: String

    init(_ kind: Kind, _ words: String) {
        self.kind = kind
        self.words = words
    }
}
