import CZstd

/// Compression of what travels, with a limit on what a few bytes may swell to.
enum Zstandard {
    enum Failure: Error, Hashable {
        /// The end is missing.
        case cut
        /// These are not the bytes that were compressed.
        case damaged
        /// More came out than was allowed.
        case tooLarge
    }

    /// Higher levels cost more time than the bytes they save take to send.
    private static let level: Int32 = 3
    /// A stream may ask its reader to look back at most 8 MiB, as the standard advises (RFC 8878, 3.1.1.1.2).
    private static let windowLogMax: Int32 = 23

    static func compress(_ bytes: [UInt8]) -> [UInt8] {
        let bound = ZSTD_compressBound(bytes.count)
        return [UInt8](unsafeUninitializedCapacity: bound) { target, count in
            count = ZSTD_compress(target.baseAddress, bound, bytes, bytes.count, level)
            precondition(ZSTD_isError(count) == 0, "the bound is large enough for any bytes")
        }
    }

    /// What was compressed into `bytes`, if it is no more than `limit` bytes.
    static func decompress(_ bytes: [UInt8], limit: Int) throws(Failure) -> [UInt8] {
        guard let stream = ZSTD_createDStream() else { preconditionFailure("libzstd lacks the memory to begin") }
        defer { ZSTD_freeDStream(stream) }
        ZSTD_DCtx_setParameter(stream, ZSTD_d_windowLogMax, windowLogMax)
        var result: [UInt8] = []
        var taken = 0
        var wanted = 1
        var isFull = false
        // Room left in a step means that all which could come out has; only then may the input be at its end.
        while taken < bytes.count || isFull {
            let step = [UInt8](unsafeUninitializedCapacity: ZSTD_DStreamOutSize()) { target, count in
                bytes.withUnsafeBytes { source in
                    var input = ZSTD_inBuffer(src: source.baseAddress, size: source.count, pos: taken)
                    var output = ZSTD_outBuffer(dst: target.baseAddress, size: target.count, pos: 0)
                    wanted = ZSTD_decompressStream(stream, &output, &input)
                    (taken, count) = (input.pos, output.pos)
                    isFull = wanted != 0 && output.pos == output.size
                }
            }
            guard ZSTD_isError(wanted) == 0 else { throw .damaged }
            guard result.count + step.count <= limit else { throw .tooLarge }
            result += step
        }
        guard wanted == 0 else { throw .cut }
        return result
    }
}
