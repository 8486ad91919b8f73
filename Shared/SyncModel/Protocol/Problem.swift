/// What a server says when it cannot do what was asked: a problem document (RFC 9457) with a code that stays the same
/// whatever the words.
public struct Problem: Error, Hashable, Sendable, Codable {
    public enum Code: String, Sendable, Codable, CaseIterable {
        case unauthorized, revoked, notFound, wrongMethod, forbidden, invitationInvalid, malformed, tooSlow, tooLarge
        case tooManyRequests, cursorForked, protocolUnknown, unavailable, internalError
    }

    /// The HTTP status.
    public let status: Int
    public let code: Code
    /// The same for every problem with this code.
    public let title: String
    /// What happened this time, in a sentence for a person; never a note's text.
    public let detail: String
    /// The server's clock, milliseconds since 1970, where it helps.
    public var serverTime: Int64?
    /// Since when it is so, milliseconds since 1970, where that says more: when access was withdrawn, an
    /// invitation ran out, or the backup was made that the server was restored from.
    public var since: Int64?
    /// The protocol numbers that the server understands, where that is the problem.
    public var protocols: [Int]?

    public init(_ code: Code, _ detail: String, serverTime: Int64? = nil, since: Int64? = nil, protocols: [Int]? = nil)
    {
        self.code = code
        self.detail = detail
        self.serverTime = serverTime
        self.since = since
        self.protocols = protocols
        (status, title) = code.meaning
    }

    /// Whether the same request may succeed later.
    public var isRetryable: Bool {
        switch code {
        case .tooSlow, .tooManyRequests, .unavailable, .internalError: true
        default: false
        }
    }
}

extension Problem.Code {
    fileprivate var meaning: (status: Int, title: String) {
        switch self {
        case .unauthorized: (401, "The request carries no valid token.")
        case .revoked: (401, "This device's access was withdrawn.")
        case .forbidden: (403, "This member may not do that.")
        case .notFound: (404, "There is nothing here.")
        case .wrongMethod: (405, "There is something here that answers another method.")
        case .invitationInvalid: (403, "The invitation was used or has run out.")
        case .malformed: (400, "The request cannot be understood.")
        case .tooSlow: (408, "The request came too slowly.")
        case .tooLarge: (413, "The request is over a limit.")
        case .tooManyRequests: (429, "Too many requests.")
        case .cursorForked: (409, "The cursor is none of this server's past.")
        case .protocolUnknown: (426, "The server speaks another version of the protocol.")
        case .unavailable: (503, "The server cannot answer just now.")
        case .internalError: (500, "The server failed.")
        }
    }
}
