import Crypto
import SyncModel

extension [UInt8] {
    var sha256: [UInt8] { Array(SHA256.hash(data: self)) }

    /// The first 128 bits of the SHA-256.
    var digest: SyncModel.Digest {
        SyncModel.Digest(sha256) ?? SyncModel.Digest()
    }
}

extension SyncModel.Digest {
    /// What a state of a record adds to its team's digest.
    init(of state: RecordState, record: RecordID) {
        self = state.canonicalBytes(of: record).digest
    }
}

extension Head {
    /// Links what came since into the chain: equal chains mean equal pasts.
    mutating func link() {
        var link: [UInt8] = []
        for word in [chain, sequence] { Swift.withUnsafeBytes(of: word.bigEndian) { link.append(contentsOf: $0) } }
        chain = (link + digest.bytes).digest.high
    }
}
