import Crypto
import SyncModel

/// The server's signature on what it tells, by which it knows its own words again: receipts of states, and cursors.
public struct Seal: Sendable {
    /// With the key taken in, which costs as much as a short text.
    private let begun: HMAC<SHA256>
    /// Goes into backups, and nowhere else.
    let secret: [UInt8]

    public init(secret: [UInt8]) {
        self.secret = secret
        begun = HMAC(key: SymmetricKey(data: secret))
    }

    func receipt(for state: RecordState, of record: RecordID, in team: Team) -> Receipt {
        receipt(for: state.canonicalBytes(of: record), in: team)
    }

    /// The receipt for the state that has these canonical bytes.
    func receipt(for canonicalBytes: [UInt8], in team: Team) -> Receipt {
        let code = code("receipt", team, canonicalBytes)
        guard let receipt = Receipt(code) else { preconditionFailure("a SHA-256 is longer than a receipt") }
        return receipt
    }

    /// Whether this server told `told`. Values that the sender added because a merge may need them are no part of that.
    func vouches(for told: ToldRecord, in team: Team) -> Bool {
        guard let receipt = told.receipt else { return false }
        return [told.state, told.state.joined(with: told.state)].contains { state in
            isSame(self.receipt(for: state, of: told.id, in: team).bytes, receipt.bytes)
        }
    }

    /// 32 bytes that only the holder of the secret can make. A team is known by its number, for its name may change.
    func code(_ purpose: String, _ team: Team, _ bytes: [UInt8]) -> [UInt8] {
        var hmac = begun
        hmac.update(data: Array("\(purpose)\u{0}\(team.id)\u{0}".utf8))
        hmac.update(data: bytes)
        return Array(hmac.finalize())
    }
}

/// Compares in a time that tells nothing of where two secrets differ.
func isSame(_ left: [UInt8], _ right: [UInt8]) -> Bool {
    guard left.count == right.count else { return false }
    return zip(left, right).reduce(0) { $0 | ($1.0 ^ $1.1) } == 0
}
