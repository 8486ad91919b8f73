import Crypto
import SyncModel

/// What brings a device into a team, as one string: `https://HOST[:PORT]/join#FN1-` and 26 characters.
///
/// The code stands behind the `#`, which no client sends to a server by itself, so it stays out of logs on the way.
public struct Invitation: Hashable, Sendable {
    /// Why a string is no invitation.
    public enum Unreadable: Error, Hashable, Sendable, CustomStringConvertible {
        /// There is only a code, which does not say where to go.
        case addressMissing
        /// There is no `/join#` and code behind the address.
        case codeMissing
        /// The code is not `FN1-` and 26 letters and digits, without I, L, O and U.
        case codeMistyped
        case address(ServerAddress.Refusal)

        public var description: String {
            switch self {
            case .addressMissing: "The invitation lacks the server's address; copy it whole, from https:// to its end."
            case .codeMissing: "The invitation lacks its code; copy it whole, with /join#FN1- and what follows."
            case .codeMistyped: "The invitation's code is not FN1- and 26 characters; copy it again."
            case .address(let refusal): refusal.description
            }
        }
    }

    public let address: ServerAddress
    /// `FN1-` and 26 characters, as they were given.
    public let code: String

    /// - Throws: ``Unreadable``.
    public init(_ text: String) throws(Unreadable) {
        guard !text.hasPrefix(Invitation.mark) else { throw .addressMissing }
        let halves = text.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
        guard halves.count == 2, halves[0].hasSuffix(Invitation.path) else { throw .codeMissing }
        guard Invitation.isCode(halves[1]) else { throw .codeMistyped }
        do {
            address = try ServerAddress(String(halves[0].dropLast(Invitation.path.count)))
        } catch {
            throw .address(error)
        }
        code = String(halves[1])
    }

    /// Names the invitation without giving it away: the beginning of its code's SHA-256, 16 hexadecimal digits.
    public var fingerprint: String {
        Hex.text(of: Array(SHA256.hash(data: Array(code.uppercased().utf8)).prefix(8)))
    }

    private static let mark = "FN1-"
    private static let path = "/join"

    private static func isCode(_ text: Substring) -> Bool {
        guard text.hasPrefix(mark), text.utf8.count == mark.utf8.count + 26 else { return false }
        return text.dropFirst(mark.count).utf8.allSatisfy(isCrockford)
    }

    private static func isCrockford(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): true
        case UInt8(ascii: "a")...UInt8(ascii: "z"): !"ilou".utf8.contains(byte)
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): !"ILOU".utf8.contains(byte)
        default: false
        }
    }
}
