import Glibc

/// How far local time is ahead of UTC at a moment; the one thing about a place that dates need.
struct Zone: Sendable {
    /// Seconds ahead of UTC at a number of seconds since 1970.
    let offset: @Sendable (Int64) -> Int

    static let utc = Zone { _ in 0 }

    /// The zone of this machine and of the environment's TZ.
    static let here = Zone { seconds in
        var moment = time_t(seconds)
        var parts = tm()
        guard localtime_r(&moment, &parts) != nil else { return 0 }
        return parts.tm_gmtoff
    }

    /// The local day and second of that day at `milliseconds` since 1970.
    func day(at milliseconds: Int64) -> (day: Day, second: Int) {
        let seconds = Int64((Double(milliseconds) / 1000).rounded(.down))
        let local = Int(seconds) + offset(seconds)
        let number = Int((Double(local) / 86_400).rounded(.down))
        return (Day(number: number), local - number * 86_400)
    }

    /// When a second of a local day comes, in milliseconds since 1970.
    func milliseconds(of day: Day, second: Int = 0) -> Int64 {
        let local = Int64(day.number) * 86_400 + Int64(second)
        // The offset is asked for twice: the first answer may be that of the other side of a change of the clocks.
        let near = local - Int64(offset(local))
        return (local - Int64(offset(near))) * 1000
    }
}
