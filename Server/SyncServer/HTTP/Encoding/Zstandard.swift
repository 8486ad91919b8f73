import CZstd

/// Zstandard (RFC 8878), with a bound on what may come out.
enum Zstandard {
    /// Higher levels cost more time than the bytes they save take to send.
    private static let level: Int32 = 3
    /// A frame may ask its reader to look back at most 8 MiB, as RFC 8878 advises.
    private static let windowLogMax: Int32 = 23

    static func deflated(_ bytes: [UInt8]) -> [UInt8] {
        let bound = ZSTD_compressBound(bytes.count)
        return [UInt8](unsafeUninitializedCapacity: bound) { target, count in
            count = ZSTD_compress(target.baseAddress, bound, bytes, bytes.count, level)
            precondition(ZSTD_isError(count) == 0, "the bound is large enough for any bytes")
        }
    }

    /// - Throws: ``InflationError``.
    static func inflated(_ bytes: [UInt8], limit: Int) throws(InflationError) -> [UInt8] {
        guard let stream = ZSTD_createDCtx() else { throw .broken }
        defer { ZSTD_freeDCtx(stream) }
        ZSTD_DCtx_setParameter(stream, ZSTD_d_windowLogMax, windowLogMax)
        var pieces = BoundedBytes(limit: limit)
        var taken = 0
        while true {
            var left = 0
            let piece = [UInt8](unsafeUninitializedCapacity: ZSTD_DStreamOutSize()) { target, count in
                bytes.withUnsafeBytes { source in
                    var input = ZSTD_inBuffer(src: source.baseAddress, size: source.count, pos: taken)
                    var output = ZSTD_outBuffer(dst: target.baseAddress, size: target.count, pos: 0)
                    left = ZSTD_decompressStream(stream, &output, &input)
                    (taken, count) = (input.pos, output.pos)
                }
            }
            guard ZSTD_isError(left) == 0 else { throw .broken }
            try pieces.append(piece)
            // Exactly one frame: what follows it was never looked at by whoever measured the first.
            if left == 0 { return try pieces.whole(isAllTaken: taken == bytes.count) }
            if piece.isEmpty && taken == bytes.count { throw .broken }
        }
    }
}
