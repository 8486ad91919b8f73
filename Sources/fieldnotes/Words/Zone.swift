import Glibc
import ReformNotes

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
    func day(at milliseconds: Int64) -> (day: CivilDay, second: Int) {
        let seconds = milliseconds.flooredDivision(by: 1_000).quotient
        let (days, second) = (seconds + Int64(offset(seconds))).flooredDivision(by: 86_400)
        return (CivilDay(since1970: days), Int(second))
    }

    /// When a local day begins, in milliseconds since 1970.
    func start(of day: CivilDay) -> Int64 {
        let local = day.since1970 * 86_400
        // The offset is asked for twice: the first answer may be that of the other side of a change of the clocks.
        let near = local - Int64(offset(local))
        return (local - Int64(offset(near))) * 1_000
    }
}
