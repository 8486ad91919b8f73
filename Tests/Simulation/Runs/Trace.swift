/// What happened in a seed, line by line, as one number: two runs of a seed that do the same have the same.
final class Trace {
    /// The lines themselves, kept only where somebody wants to read them.
    private(set) var lines: [String] = []
    private(set) var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    private let isKept: Bool

    /// - Parameter isKept: whether the lines are kept, rather than only their hash.
    init(isKept: Bool) {
        self.isKept = isKept
    }

    /// Takes one line in (Fowler, Noll and Vo's hash, 64 bits).
    func note(_ line: String) {
        for byte in line.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        if isKept { lines.append(line) }
    }
}
