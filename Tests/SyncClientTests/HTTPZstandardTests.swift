import Testing

@testable import SyncClient

@Suite struct ZstandardTests {
    @Test(arguments: [0, 1, 1_000, 131_071, 131_072, 131_073, 1_000_000])
    func `what was compressed comes back`(count: Int) throws {
        let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* $0 >> 7) }
        #expect(try Zstandard.decompress(Zstandard.compress(bytes), limit: count) == bytes)
    }

    @Test func `text grows smaller`() {
        let text = Array(String(repeating: "the reviewing officer keeps the plan honest; ", count: 100).utf8)
        #expect(Zstandard.compress(text).count * 10 < text.count)
    }

    @Test func `a few bytes cannot swell over the limit`() {
        let bomb = Zstandard.compress([UInt8](repeating: 0, count: 64 * 1024 * 1024))
        #expect(bomb.count < 16 * 1024)
        #expect(throws: Zstandard.Failure.tooLarge) { try Zstandard.decompress(bomb, limit: 1024 * 1024) }
    }

    @Test func `one byte over the limit is over it`() {
        let bytes = Zstandard.compress([UInt8](repeating: 7, count: 131_073))
        #expect(throws: Zstandard.Failure.tooLarge) { try Zstandard.decompress(bytes, limit: 131_072) }
    }

    @Test func `a part of it is cut, wherever it ends`() {
        let whole = Zstandard.compress((0..<200).map { UInt8($0) })
        for count in 0..<whole.count {
            #expect(throws: Zstandard.Failure.cut) {
                try Zstandard.decompress(Array(whole.prefix(count)), limit: 1_000)
            }
        }
    }

    @Test func `what follows a whole one is not passed over`() {
        let bytes = Zstandard.compress([1, 2, 3]) + Array("<html>".utf8)
        #expect(throws: Zstandard.Failure.damaged) { try Zstandard.decompress(bytes, limit: 1_000) }
    }

    @Test func `other bytes are damaged`() {
        #expect(throws: Zstandard.Failure.damaged) {
            try Zstandard.decompress(Array("{\"sync\":{}}\n".utf8), limit: 99)
        }
    }
}
