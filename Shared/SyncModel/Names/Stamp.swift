/// When a change was made, as far as its writer's clock can say: 48 bits of milliseconds since 1970 and a 16-bit counter,
/// compared as one number.
///
/// A stamp decides only which of several *concurrent* values is shown. What replaces what is decided by dots alone, so a
/// wrong clock can neither lose nor hide an edit. (After the hybrid clocks of Kulkarni et al. 2014.)
public struct Stamp: Hashable, Sendable {
    public let bits: UInt64

    public init(bits: UInt64) {
        self.bits = bits
    }

    /// The stamp of a moment; one before 1970 or past the year 10889 is drawn to the nearest that can be written.
    public init(milliseconds: Int64, counter: UInt16 = 0) {
        let clamped = UInt64(min(max(milliseconds, 0), 1 << 48 - 1))
        bits = clamped << 16 | UInt64(counter)
    }

    /// Of what has no stamp: below all others.
    static let none = Stamp(bits: 0)

    /// Milliseconds since 1970.
    public var milliseconds: Int64 { Int64(bits >> 16) }

    /// The least stamp after this one.
    public var next: Stamp { Stamp(bits: bits == .max ? .max : bits + 1) }

    /// How far a stamp may lie ahead of the server's clock, in milliseconds.
    public static let tolerance: Int64 = 60_000

    /// Whether this stamp lies further ahead of `now` (milliseconds) than is tolerated.
    public func isInFuture(of now: Int64) -> Bool { milliseconds > now + Stamp.tolerance }

    /// The stamp of an edit made at `edited` that replaces values stamped `replaced`, seen from `now` (both milliseconds, by
    /// the server's clock as far as it is known).
    ///
    /// An edit is never stamped below what it replaces, so that a person's own edits keep their order when the clock jumps
    /// back; a replaced stamp from the far future is left out of that, or one wrong clock would poison all that follow.
    public static func bind(edited: Int64, now: Int64, replacing replaced: some Sequence<Stamp>) -> Stamp {
        let made = Stamp(milliseconds: min(edited, now))
        let below = replaced.filter { !$0.isInFuture(of: now) }.max()
        return max(made, below?.next ?? made)
    }
}

extension Stamp: Comparable {
    public static func < (left: Stamp, right: Stamp) -> Bool { left.bits < right.bits }
}

extension Stamp: LosslessStringConvertible {
    public init?(_ text: String) {
        guard let bits = Hex.bits(text.utf8) else { return nil }
        self.bits = bits
    }

    public var description: String { Hex.text(bits) }
}
