import Testing

/// Nothing that was answered for is missing after a power cut, whatever of the writes under way the disk kept, tore or lost.
@Suite struct PowerCutTests {
    private static let cutsOfAStory = 20

    @Test(arguments: 0..<20)
    func `all that was saved or accepted is there after any power cut`(part: Int) throws {
        for story in 0..<max(1, CrashPoints.count / 20 / PowerCutTests.cutsOfAStory) {
            try PowerCutStory(seed: CrashPoints.seed + UInt64(story * 20 + part)).live(cuts: PowerCutTests.cutsOfAStory)
        }
    }

    /// A failed sync is told, and nothing that is saved or accepted later rests on what it failed to make safe.
    @Test(arguments: 0..<10)
    func `all that was saved or accepted after a failed write or sync is there after a power cut`(part: Int) throws {
        for story in 0..<max(1, CrashPoints.count / 4 / 10 / PowerCutTests.cutsOfAStory) {
            try PowerCutStory(seed: CrashPoints.seed + UInt64(story * 10 + part), hasFaults: true)
                .live(cuts: PowerCutTests.cutsOfAStory)
        }
    }

    @Test func `a replica that does not wait for its disk is caught losing`() throws {
        #expect(try isCaught(("PRAGMA synchronous = OFF", "")))
    }

    @Test func `a server that does not wait for its disk is caught losing`() throws {
        #expect(try isCaught(("", "PRAGMA synchronous = OFF")))
    }

    /// Whether a few stories find that something is lost.
    private func isCaught(_ pragmas: (laptop: String, office: String)) throws -> Bool {
        for seed in 0..<20 {
            do {
                try PowerCutStory(seed: UInt64(seed), pragmas: pragmas).live(cuts: PowerCutTests.cutsOfAStory)
            } catch is PowerCutStory.Loss {
                return true
            }
        }
        return false
    }
}
