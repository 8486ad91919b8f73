import Testing

@testable import SyncServer

@Suite struct EncodingTests {
    private let text = Array(repeating: Array("some words that come again, ".utf8), count: 10_000).flatMap { $0 }
    /// `words`, as gzip packs it.
    private let gzipped: [UInt8] = [
        0x1f, 0x8b, 0x08, 0x00, 0x00, 0x00, 0x00, 0x00, 0x02, 0x03, 0x2b, 0xcf, 0x2f,
        0x4a, 0x29, 0x06, 0x00, 0x8c, 0x1e, 0x7d, 0x71, 0x05, 0x00, 0x00, 0x00,
    ]

    @Test func `what was deflated is inflated again`() throws {
        for length in [0, 1, 1000, text.count] {
            let part = Array(text.prefix(length))
            #expect(try Zstandard.inflated(Zstandard.deflated(part), limit: length) == part)
        }
    }

    @Test func `gzip is understood`() throws {
        #expect(try Gzip.inflated(gzipped, limit: 5) == Array("words".utf8))
    }

    @Test func `one byte over the limit is too large`() {
        #expect(throws: InflationError.tooLarge) {
            try Zstandard.inflated(Zstandard.deflated(text), limit: text.count - 1)
        }
        #expect(throws: InflationError.tooLarge) { try Gzip.inflated(gzipped, limit: 4) }
    }

    @Test func `bytes cut short anywhere are broken`() {
        let whole = Zstandard.deflated(Array(text.prefix(200)))
        for length in 0..<whole.count {
            #expect(throws: InflationError.broken) {
                try Zstandard.inflated(Array(whole.prefix(length)), limit: 1 << 20)
            }
        }
        for length in 0..<gzipped.count {
            #expect(throws: InflationError.broken) { try Gzip.inflated(Array(gzipped.prefix(length)), limit: 1 << 20) }
        }
    }

    @Test func `what follows the end is not passed over`() {
        let frame = Zstandard.deflated(text)
        for more in [[0], frame] {
            #expect(throws: InflationError.broken) { try Zstandard.inflated(frame + more, limit: 1 << 20) }
        }
        for more in [[0], gzipped] {
            #expect(throws: InflationError.broken) { try Gzip.inflated(gzipped + more, limit: 1 << 20) }
        }
    }

    @Test func `what is not compressed is broken`() {
        #expect(throws: InflationError.broken) { try Zstandard.inflated(text, limit: 1 << 20) }
        #expect(throws: InflationError.broken) { try Gzip.inflated(text, limit: 1 << 20) }
    }
}
