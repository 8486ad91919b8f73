import Foundation
import SyncModel

/// A place in a team's order, and enough of the past before it to notice that a server has lost some of it.
struct Cursor: Hashable {
    var epoch: UInt64
    var sequence: UInt64
    var chain: UInt64

    private static let version: UInt8 = 1
    private static let codeLength = 8

    /// How it travels; replicas do not look inside.
    func text(for team: Team, seal: Seal) -> String {
        let bytes = self.bytes
        let code = seal.code("cursor", team, bytes).prefix(Cursor.codeLength)
        return Base64URL.text(bytes + code)
    }

    /// Nil where this server did not make `text` for that team.
    init?(_ text: String, team: Team, seal: Seal) {
        guard let all = Base64URL.bytes(text), all.count == 1 + 3 * 8 + Cursor.codeLength, all[0] == Cursor.version
        else { return nil }
        let bytes = Array(all.dropLast(Cursor.codeLength))
        let code = Array(seal.code("cursor", team, bytes).prefix(Cursor.codeLength))
        guard isSame(code, Array(all.suffix(Cursor.codeLength))) else { return nil }
        let words = (0..<3).map { word in bytes[(1 + 8 * word)..<(9 + 8 * word)].reduce(0) { $0 << 8 | UInt64($1) } }
        self.init(epoch: words[0], sequence: words[1], chain: words[2])
    }

    init(epoch: UInt64, sequence: UInt64, chain: UInt64) {
        self.epoch = epoch
        self.sequence = sequence
        self.chain = chain
    }

    private var bytes: [UInt8] {
        var bytes = [Cursor.version]
        for word in [epoch, sequence, chain] { withUnsafeBytes(of: word.bigEndian) { bytes.append(contentsOf: $0) } }
        return bytes
    }

    /// Whether this cursor lies in the past that `store` has.
    func isPast(of team: Team, in store: any StoreTransaction) throws -> Bool {
        try epoch == store.epoch() && chain == store.chain(of: team, at: sequence)
    }
}

/// Base 64 with the letters that may stand in an address, unpadded.
enum Base64URL {
    static func text(_ bytes: [UInt8]) -> String {
        Data(bytes).base64EncodedString().replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
    }

    static func bytes(_ text: String) -> [UInt8]? {
        let padding = String(repeating: "=", count: (4 - text.utf8.count % 4) % 4)
        let plain = text.replacing("-", with: "+").replacing("_", with: "/") + padding
        return Data(base64Encoded: plain).map { [UInt8]($0) }
    }
}
