import SyncModel

/// A place in a team's order, and enough of the past before it to notice that a server has lost some of it.
///
/// It vouches for the whole order as far as it had come when the place was told: what the reader sent lies there, past the
/// place that a page ends at.
struct Cursor: Hashable {
    var epoch: UInt64
    /// How far was told.
    var sequence: UInt64
    /// How far the order had come.
    var head: UInt64
    var chain: UInt64
    /// When it had come so far, milliseconds since 1970.
    var moved: Int64

    private static let version: UInt8 = 2
    private static let wordCount = 5
    private static let codeLength = 8

    /// How it travels; replicas do not look inside.
    func text(for team: Team, seal: Seal) -> String {
        let bytes = self.bytes
        let code = seal.code("cursor", team, bytes).prefix(Cursor.codeLength)
        return Base64URL.text(bytes + code)
    }

    /// Nil where this server did not make `text` for that team.
    init?(_ text: String, team: Team, seal: Seal) {
        guard let all = Base64URL.bytes(text), all.count == 1 + Cursor.wordCount * 8 + Cursor.codeLength,
            all[0] == Cursor.version
        else { return nil }
        let bytes = Array(all.dropLast(Cursor.codeLength))
        let code = Array(seal.code("cursor", team, bytes).prefix(Cursor.codeLength))
        guard isSame(code, Array(all.suffix(Cursor.codeLength))) else { return nil }
        let words = (0..<Cursor.wordCount).map { word in
            bytes[(1 + 8 * word)..<(9 + 8 * word)].reduce(0) { $0 << 8 | UInt64($1) }
        }
        (epoch, sequence, head, chain) = (words[0], words[1], words[2], words[3])
        moved = Int64(bitPattern: words[4])
    }

    /// A place up to which all was told, in an order that has come as far as `head`.
    init(epoch: UInt64, sequence: UInt64, head: Head) {
        self.epoch = epoch
        self.sequence = sequence
        self.head = head.sequence
        chain = head.chain
        moved = head.moved
    }

    private var bytes: [UInt8] {
        var bytes = [Cursor.version]
        for word in [epoch, sequence, head, chain, UInt64(bitPattern: moved)] {
            withUnsafeBytes(of: word.bigEndian) { bytes.append(contentsOf: $0) }
        }
        return bytes
    }

    /// Whether this cursor lies in the past that `store` has.
    func isPast(of team: Team, in store: any StoreTransaction) throws -> Bool {
        try epoch == store.epoch() && chain == store.chain(of: team, at: head)
    }

    /// The epoch of a server that meets this cursor of its own making and does not know it: it was put back, and lives again.
    func nextEpoch(team: Team, seal: Seal) -> UInt64 {
        seal.code("epoch", team, bytes).prefix(8).reduce(0) { $0 << 8 | UInt64($1) }
    }
}
