/// A day of the calendar, without a time or a place on Earth.
struct Day: Hashable, Sendable {
    let year: Int
    let month: Int
    let day: Int

    /// Nil for a day that the calendar has not, such as 30 February.
    init?(year: Int, month: Int, day: Int) {
        guard (1...9999).contains(year), (1...12).contains(month), (1...Day.length(of: month, in: year)).contains(day)
        else { return nil }
        (self.year, self.month, self.day) = (year, month, day)
    }

    /// The day so many days after 1 January 1970. (After Hinnant's "chrono-compatible low-level date algorithms": years are
    /// counted from March, so that the leap day ends a year.)
    init(number: Int) {
        let shifted = number + 719_468
        let era = Day.quotient(shifted, 146_097)
        let ofEra = shifted - era * 146_097
        let yearOfEra = (ofEra - ofEra / 1_460 + ofEra / 36_524 - ofEra / 146_096) / 365
        let ofYear = ofEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let marchMonth = (5 * ofYear + 2) / 153
        day = ofYear - (153 * marchMonth + 2) / 5 + 1
        month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
        year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    }

    /// Days since 1 January 1970.
    var number: Int {
        let marchYear = month <= 2 ? year - 1 : year
        let era = Day.quotient(marchYear, 400)
        let yearOfEra = marchYear - era * 400
        let ofYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + ofYear - 719_468
    }

    /// 0 for Monday to 6 for Sunday. (1 January 1970 was a Thursday.)
    var weekday: Int { ((number + 3) % 7 + 7) % 7 }

    func advanced(by days: Int) -> Day { Day(number: number + days) }

    /// The same day so many months before, or that month's last where it is shorter.
    func monthsEarlier(_ months: Int) -> Day? {
        let count = year * 12 + month - 1 - months
        guard count >= 12 else { return nil }
        let (year, month) = (count / 12, count % 12 + 1)
        return Day(year: year, month: month, day: min(day, Day.length(of: month, in: year)))
    }

    private static func length(of month: Int, in year: Int) -> Int {
        switch month {
        case 2: year.isMultiple(of: 4) && (!year.isMultiple(of: 100) || year.isMultiple(of: 400)) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    /// Division that rounds down, also for numbers below zero.
    private static func quotient(_ number: Int, _ divisor: Int) -> Int {
        number >= 0 ? number / divisor : (number - divisor + 1) / divisor
    }
}

extension Day: Comparable {
    static func < (left: Day, right: Day) -> Bool { left.number < right.number }
}
