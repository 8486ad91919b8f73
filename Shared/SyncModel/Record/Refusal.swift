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
    }

    public let code: Code
    /// What happened, in a sentence for a person.
    public let message: String

    public init(_ code: Code, _ message: String) {
        self.code = code
        self.message = message
    }
}
