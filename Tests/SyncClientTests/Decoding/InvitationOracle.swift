import Foundation

@testable import SyncClient

/// What must hold of any bytes that are pasted as an invitation. It says what is wrong, and nil where nothing is.
enum InvitationOracle {
    static func complaint(_ bytes: [UInt8]) -> String? {
        let text = String(decoding: bytes, as: UTF8.self)
        guard let invitation = try? Invitation(text) else { return nil }
        let (address, code) = (invitation.address, invitation.code)
        guard (try? Invitation("\(address.text)/join#\(code)")) == invitation else {
            return "an invitation is another once it is written"
        }
        guard address.text.hasPrefix("https://") || address.isLoopback else { return "it would be sent in the clear" }
        // Whoever reads an address differently from whoever uses it can be led astray.
        if let host = URL(string: address.text)?.host(percentEncoded: true), !isSame(host, address.host) {
            return "\(address.text) leads to \(host) for Foundation"
        }
        return invitation.fingerprint.utf8.count == 16 ? nil : "its fingerprint has another length"
    }

    /// Foundation leaves out the brackets of a number.
    private static func isSame(_ host: String, _ other: String) -> Bool {
        host.lowercased() == other || "[\(host.lowercased())]" == other
    }
}
