import SyncModel
import Testing

@Suite struct DigestTests {
    @Test func `a sum carries from the low half to the high one, and wraps at the end`() {
        #expect(Digest(high: 1, low: .max) + Digest(high: 0, low: 1) == Digest(high: 2, low: 0))
        #expect(Digest(high: .max, low: .max) + Digest(high: 0, low: 1) == Digest())
    }

    @Test func `what was added in any order can be taken out again`() {
        var seed = Seed(3)
        for _ in 0..<200 {
            let (one, two) = (Digest(high: seed.next(), low: seed.next()), Digest(high: seed.next(), low: seed.next()))
            #expect(one + two == two + one)
            #expect(one + two - one == two)
        }
    }

    @Test func `a digest is written as 32 digits and read again`() {
        let digest = Digest(high: 1, low: 0xAB)
        #expect(digest.description == "000000000000000100000000000000ab")
        #expect(Digest(digest.description) == digest)
        #expect(Digest("00") == nil)
    }

    @Test func `records spread evenly over the buckets, whatever they are called`() throws {
        var counts = Array(repeating: 0, count: 256)
        for number in 0..<25_600 {
            counts[Int(try RecordID(collection: "note", key: "n\(number)").orThrow().bucket)] += 1
        }
        #expect(counts.allSatisfy { (50..<200).contains($0) }, "\(counts.min() ?? 0) to \(counts.max() ?? 0)")
    }

    @Test func `the sums of two sides differ in the buckets of what they hold differently`() throws {
        let ids = try (0..<50).map { try RecordID(collection: "note", key: "n\($0)").orThrow() }
        var (here, there) = (BucketSums(), BucketSums())
        for (number, id) in ids.enumerated() {
            here.add(Digest(high: 1, low: UInt64(number)), of: id)
            there.add(Digest(high: number == 7 ? 2 : 1, low: UInt64(number)), of: id)
        }
        #expect(here.differing(from: there) == [ids[7].bucket])
        #expect(here.total != there.total)
    }
}
