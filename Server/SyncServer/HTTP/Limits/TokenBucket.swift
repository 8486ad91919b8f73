/// A measure of what somebody may still ask for: it fills with time up to its brim, and each request takes one out.
struct TokenBucket: Hashable, Sendable {
    private let brim: Double
    private let perMillisecond: Double
    private var level: Double
    private var time: Int64

    /// A full one.
    /// - Parameter now: milliseconds, by a clock that may jump; time that runs backwards fills nothing.
    init(_ rate: Rate, now: Int64) {
        brim = Double(rate.burst)
        perMillisecond = Double(rate.perMinute) / 60_000
        level = brim
        time = now
    }

    /// Whether nobody has taken anything for as long as it takes to fill, so that a new one would be the same.
    mutating func isFull(now: Int64) -> Bool {
        fill(now)
        return level >= brim
    }

    /// The seconds until there is something to take; nil where there is something now.
    mutating func wait(now: Int64) -> Int? {
        fill(now)
        guard level < 1 else { return nil }
        return max(1, Int(((1 - level) / perMillisecond / 1000).rounded(.up)))
    }

    mutating func take(now: Int64) {
        fill(now)
        level = max(0, level - 1)
    }

    private mutating func fill(_ now: Int64) {
        level = min(brim, level + Double(max(0, now - time)) * perMillisecond)
        time = now
    }
}

/// How often something may be asked.
public struct Rate: Hashable, Sendable {
    public let perMinute: Int
    /// How much may be asked at once by whoever has asked nothing for a while.
    public let burst: Int

    /// - Parameter perMinute: at least 1.
    public init(perMinute: Int, burst: Int) {
        precondition(perMinute > 0 && burst > 0, "a rate of nothing would never end")
        self.perMinute = perMinute
        self.burst = burst
    }
}
