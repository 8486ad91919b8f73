/// Why a server does not take a change in. It goes to quarantine, visible and exportable; nothing else waits for it.
public struct Refusal: Hashable, Sendable {
    public enum Code: String, Sendable, CaseIterable {
        /// The record was erased.
        case gone
        /// This member or device may not do that.
        case forbidden
        /// The change is not well formed.
        case invalid
        /// The change is over a limit.
        case tooLarge
        /// It is one of too many deletions at once, and nobody who may do that confirmed how many. It spends no dot, and
        /// puts nothing into quarantine: sent again with the number, the change is taken in.
        case unconfirmed
        /// The team's records may only be read for now. It spends no dot either: sent again once they may be changed, the
        /// change is taken in.
        case archived
    }

    /// Whether the change may come again as it is, so that whoever sent it keeps it as if it had never been sent.
    public var mayPass: Bool { code == .unconfirmed || code == .archived }

    public let code: Code
    /// What happened, in a sentence for a person.
    public let message: String

    public init(_ code: Code, _ message: String) {
        self.code = code
        self.message = message
    }
}
