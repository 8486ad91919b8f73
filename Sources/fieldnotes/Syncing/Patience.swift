/// How long a watch leaves a server alone that did not do what it was asked: twice as long each time, up to a limit.
///
/// A server that is not there costs nothing to look for, and its return is to be noticed soon. One that says that it is busy
/// is spared: what it needs least is a crowd that asks again.
struct Patience: Sendable {
    static let unreachableSecondsMax = 60.0
    static let busySecondsMax = 300.0
    /// A server may ask for more than that, but not for ever.
    static let askedSecondsMax = 3_600

    private var failures = 0

    /// What kept the server from doing what it was asked.
    enum Reason: Equatable {
        case unreachable
        /// It asks to be left alone, for so many seconds where it said how many.
        case busy(seconds: Int?)
    }

    /// How long to wait after one more failure. Never quite the same, so that many devices that lost one server do not come
    /// back as one.
    mutating func seconds(
        after reason: Reason, using generator: inout some RandomNumberGenerator
    ) -> Double {
        // A greater power is beyond every limit.
        failures = min(failures + 1, 10)
        let share = Double.random(in: 0.5...1, using: &generator)
        let doubled = Double(1 << failures)
        switch reason {
        case .unreachable: return share * min(Patience.unreachableSecondsMax, doubled)
        case .busy(let asked):
            let wanted = Double(min(asked ?? 0, Patience.askedSecondsMax))
            return max(wanted * (0.5 + share), share * min(Patience.busySecondsMax, doubled))
        }
    }

    mutating func seconds(after reason: Reason) -> Double {
        var generator = SystemRandomNumberGenerator()
        return seconds(after: reason, using: &generator)
    }

    /// The server did what it was asked.
    mutating func reset() { failures = 0 }
}
