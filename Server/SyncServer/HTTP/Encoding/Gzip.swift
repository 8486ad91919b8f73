import CZlib

/// Gzip (RFC 1952), which is understood and not sent, with a bound on what may come out.
enum Gzip {
    /// The largest window, and 16 more to say that a gzip header is wanted.
    private static let windowBits: Int32 = 15 + 16
    private static let pieceBytes = 64 * 1024

    /// - Throws: ``InflationError``.
    static func inflated(_ bytes: [UInt8], limit: Int) throws(InflationError) -> [UInt8] {
        var stream = z_stream()
        guard inflateInit2_(&stream, windowBits, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK else {
            throw .broken
        }
        defer { inflateEnd(&stream) }
        var pieces = BoundedBytes(limit: limit)
        var taken = 0
        while true {
            var result = Z_OK
            let piece = [UInt8](unsafeUninitializedCapacity: pieceBytes) { target, count in
                result = step(&stream, bytes, &taken, into: target)
                count = target.count - Int(stream.avail_out)
            }
            guard result == Z_OK || result == Z_STREAM_END else { throw .broken }
            try pieces.append(piece)
            // Exactly one member, as with Zstandard.
            if result == Z_STREAM_END { return try pieces.whole(isAllTaken: taken == bytes.count) }
            if piece.isEmpty && taken == bytes.count { throw .broken }
        }
    }

    private static func step(
        _ stream: inout z_stream, _ bytes: [UInt8], _ taken: inout Int, into target: UnsafeMutableBufferPointer<UInt8>
    ) -> Int32 {
        var source = Array(bytes[taken...].prefix(pieceBytes))
        return source.withUnsafeMutableBufferPointer { source in
            stream.next_in = source.baseAddress
            stream.avail_in = UInt32(source.count)
            stream.next_out = target.baseAddress
            stream.avail_out = UInt32(target.count)
            let result = inflate(&stream, Z_NO_FLUSH)
            taken += source.count - Int(stream.avail_in)
            return result
        }
    }
}
