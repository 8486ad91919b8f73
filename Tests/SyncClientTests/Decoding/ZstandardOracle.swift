@testable import SyncClient
@testable import SyncServer

/// What must hold of any bytes that come compressed. It says what is wrong, and nil where nothing is.
enum ZstandardOracle {
    private static let limit = 1 << 20

    static func complaint(_ bytes: [UInt8]) -> String? {
        let packed = SyncClient.Zstandard.compress(bytes)
        guard (try? SyncServer.Zstandard.inflated(packed, limit: limit)) == bytes else {
            return "the server does not get what the client packed"
        }
        guard (try? SyncClient.Zstandard.decompress(SyncServer.Zstandard.deflated(bytes), limit: limit)) == bytes else {
            return "the client does not get what the server packed"
        }
        let (here, there) = (
            try? SyncClient.Zstandard.decompress(bytes, limit: limit),
            try? SyncServer.Zstandard.inflated(bytes, limit: limit)
        )
        for unpacked in [here, there, try? Gzip.inflated(bytes, limit: limit)].compactMap(\.self)
        where unpacked.count > limit {
            return "more came out than was allowed"
        }
        // A client takes several frames where a server takes one; what the server takes both take alike.
        if let there, there != here { return "the same bytes are two things to client and server" }
        return nil
    }
}
