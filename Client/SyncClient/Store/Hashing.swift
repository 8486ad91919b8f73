import Crypto
import SyncModel

import struct SyncModel.Digest

/// SHA-256 over the canonical bytes of what both sides hold, cut to the 128 bits that are compared.
struct Hashing: Sendable {
    func digest(of state: RecordState, record: RecordID) -> Digest {
        digest(state.canonicalBytes(of: record))
    }

    private func digest(_ bytes: [UInt8]) -> Digest {
        SHA256.hash(data: bytes).withUnsafeBytes { Digest($0) } ?? Digest()
    }
}
