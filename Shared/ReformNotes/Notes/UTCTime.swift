/// A moment as notes write it: RFC 3339 in UTC, to the second or the millisecond, such as `2023-02-15T08:12:40.250Z`.
public struct UTCTime: Hashable, Sendable {
    /// Since 1970.
    public let milliseconds: Int64

    public init(milliseconds: Int64) {
        self.milliseconds = milliseconds
    }
}

extension UTCTime: Comparable {
    public static func < (left: UTCTime, right: UTCTime) -> Bool { left.milliseconds < right.milliseconds }
}

extension UTCTime: LosslessStringConvertible {
    /// Nil for a moment that does not exist, another form, another zone, or a leap second.
    public init?(_ text: String) {
        let bytes = Array(text.utf8)
        guard bytes.count == 20 || bytes.count == 24 else { return nil }
        // With the digits of the form masked, only its punctuation is left to compare.
        let shape = String(decoding: bytes.map { UTCTime.isDigit($0) ? UInt8(ascii: "0") : $0 }, as: UTF8.self)
        guard shape == (bytes.count == 20 ? "0000-00-00T00:00:00Z" : "0000-00-00T00:00:00.000Z") else { return nil }
        func number(_ range: Range<Int>) -> Int64 {
            bytes[range].reduce(0) { $0 * 10 + Int64($1 - UInt8(ascii: "0")) }
        }
        let hours = number(11..<13)
        let minutes = number(14..<16)
        let seconds = number(17..<19)
        guard hours < 24, minutes < 60, seconds < 60,
            let day = CivilDay(year: number(0..<4), month: number(5..<7), day: number(8..<10))
        else { return nil }
        let inDay = (hours * 60 + minutes) * 60 + seconds
        milliseconds = (day.since1970 * 86_400 + inDay) * 1_000 + (bytes.count == 24 ? number(20..<23) : 0)
    }

    /// Milliseconds are left out where they are zero.
    public var description: String {
        let (days, inDay) = milliseconds.flooredDivision(by: 86_400_000)
        let day = CivilDay(since1970: days)
        let seconds = inDay / 1_000
        let date = "\(pad(day.year, 4))-\(pad(day.month, 2))-\(pad(day.day, 2))"
        let time = "\(pad(seconds / 3_600, 2)):\(pad(seconds / 60 % 60, 2)):\(pad(seconds % 60, 2))"
        return "\(date)T\(time)\(inDay % 1_000 == 0 ? "" : ".\(pad(inDay % 1_000, 3))")Z"
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }

    private func pad(_ number: Int64, _ width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
}
