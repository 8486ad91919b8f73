import Crypto
import FoundationEssentials
import SyncModel

/// The secret by which a server knows a device: `ntk_` and 43 base64url characters, 32 random bytes that the device chose.
///
/// The server keeps only its hash. Printing a token shows that there is one, never which.
public struct DeviceToken: Hashable, Sendable, CustomStringConvertible {
    /// As it travels, in every request but the one that joins.
    let text: String

    /// A new one, of 32 bytes from `generator`, which must be fit for secrets.
    public init(from generator: inout some RandomNumberGenerator) {
        let bytes = (0..<32).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
        text = DeviceToken.mark + DeviceToken.base64url(bytes)
    }

    /// The one that `text` spells, or nil.
    init?(_ text: String) {
        guard text.hasPrefix(DeviceToken.mark), text.utf8.count == DeviceToken.mark.utf8.count + 43,
            text.utf8.allSatisfy(DeviceToken.isSpelling)
        else { return nil }
        self.text = text
    }

    public var description: String { "ntk_(secret)" }

    /// SHA-256 of the token's text, 64 hexadecimal digits.
    public var hash: String { Hex.text(of: Array(SHA256.hash(data: Array(text.utf8)))) }

    private static let mark = "ntk_"

    private static func base64url(_ bytes: [UInt8]) -> String {
        let base64 = Data(bytes).base64EncodedString()
        return String(base64.compactMap { $0 == "=" ? nil : $0 == "+" ? "-" : $0 == "/" ? "_" : $0 })
    }

    private static func isSpelling(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"):
            true
        default: false
        }
    }
}
