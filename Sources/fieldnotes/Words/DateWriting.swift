import ReformNotes

/// Moments as people read them. A moment is given in milliseconds since 1970; programs read it as a `UTCTime`.
struct DateWriting {
    /// How lists and histories write them.
    enum Form: String, CaseIterable, Sendable {
        /// By their distance while they are near.
        case relative
        /// By day and time of day, here.
        case local
        /// As programs do, in UTC.
        case iso
    }

    let now: Int64
    let zone: Zone
    var form = Form.relative

    static let months = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
        "December",
    ]
    static let weekdays = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]

    /// For lists: "5 min ago", "2 d ago", and from 7 days on "3 Feb 2023".
    func brief(_ moment: Int64) -> String {
        guard form == .relative else { return full(moment) }
        let seconds = (now - moment) / 1000
        switch seconds {
        case ..<0: return short(zone.day(at: moment).day)
        case ..<60: return "just now"
        case ..<3_600: return "\(seconds / 60) min ago"
        case ..<86_400: return "\(seconds / 3_600) h ago"
        case ..<604_800: return "\(seconds / 86_400) d ago"
        default: return short(zone.day(at: moment).day)
        }
    }

    /// For histories, where the hour matters: "today 09:31", "yesterday 18:40", "Tuesday 08:55", then "6 Feb 2023".
    func full(_ moment: Int64) -> String {
        let day = zone.day(at: moment).day
        switch form {
        case .iso: return UTCTime(milliseconds: moment).description
        case .local: return "\(short(day)) \(timeOfDay(moment))"
        case .relative: break
        }
        switch zone.day(at: now).day.since1970 - day.since1970 {
        case 0: return "today \(timeOfDay(moment))"
        case 1: return "yesterday \(timeOfDay(moment))"
        case 2..<7: return "\(DateWriting.weekdays[day.weekday]) \(timeOfDay(moment))"
        default: return short(day)
        }
    }

    /// "3 February 2023", for messages and for echoing a date back.
    func long(_ moment: Int64) -> String {
        let day = zone.day(at: moment).day
        return "\(day.day) \(DateWriting.months[Int(day.month) - 1]) \(day.year)"
    }

    /// Within a sentence: "at 09:31", and of another day "on 3 February 2023 at 09:31".
    func within(_ moment: Int64) -> String {
        let isToday = zone.day(at: moment).day.since1970 == zone.day(at: now).day.since1970
        return "\(isToday ? "" : "on \(long(moment)) ")at \(timeOfDay(moment))"
    }

    /// A date as the catalogue writes it, in words: "8 December 2022", "February 2023", "spring 2023".
    static func spoken(_ when: String) -> String {
        let parts = when.split { $0 == "-" || $0 == " " }.enumerated().map { place, part in
            guard let number = Int(part) else { return String(part) }
            return place == 1 && months.indices.contains(number - 1) ? months[number - 1] : String(number)
        }
        return parts.reversed().joined(separator: " ")
    }

    /// "09:31".
    func timeOfDay(_ moment: Int64) -> String {
        let second = zone.day(at: moment).second
        return "\(DateWriting.padded(second / 3_600)):\(DateWriting.padded(second / 60 % 60))"
    }

    /// "3 Feb 2023".
    private func short(_ day: CivilDay) -> String {
        "\(day.day) \(DateWriting.months[Int(day.month) - 1].prefix(3)) \(day.year)"
    }

    private static func padded(_ number: Int) -> String { (number < 10 ? "0" : "") + String(number) }
}
