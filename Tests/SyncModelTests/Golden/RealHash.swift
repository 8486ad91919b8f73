import SyncModel

import struct Crypto.SHA256

extension SyncModel.Digest {
    /// The first half of the SHA-256 of `bytes`.
    static func sha256(_ bytes: [UInt8]) -> Self { Self(Array(SHA256.hash(data: bytes))) ?? Self() }
}
