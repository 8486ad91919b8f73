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
}
