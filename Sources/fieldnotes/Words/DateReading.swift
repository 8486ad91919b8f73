import ReformNotes

/// Reads the dates that people type: "yesterday", "last tuesday", "3 weeks ago", "3 Feb", "03/02/2023" (always day first),
/// "2023-02-03" and "2023-02-03T10:00:00Z".
struct DateReading {
    let now: Int64
    let zone: Zone

    /// The moment that is meant, in milliseconds since 1970; a day means its first moment here. Throws
    /// `Complaint.badDate`.
    func moment(_ text: String) throws -> Int64 {
        let words = text.lowercased().split(separator: " ").map(String.init)
        if let day = named(words) ?? ago(words) ?? dayAndMonth(words) ?? numbers(words) {
            return zone.start(of: day)
        }
        guard let time = UTCTime(text.uppercased()) else { throw Complaint.badDate(text) }
        return time.milliseconds
    }

    private var today: CivilDay { zone.day(at: now).day }

    private func named(_ words: [String]) -> CivilDay? {
        if words == ["today"] { return today }
        if words == ["yesterday"] { return today.earlier(days: 1) }
        let name = words.first == "last" ? words.dropFirst() : words[...]
        guard name.count == 1, let weekday = DateReading.place(of: name.first, in: DateWriting.weekdays) else {
            return nil
        }
        // Always one that is over: on a Tuesday, "tuesday" is a week ago.
        let back = (today.weekday - weekday + 7) % 7
        return today.earlier(days: back == 0 ? 7 : back)
    }

    private func ago(_ words: [String]) -> CivilDay? {
        guard words.count == 3, words[2] == "ago", let count = words[0] == "a" ? 1 : Int(words[0]),
            (0...100_000).contains(count)
        else { return nil }
        switch words[1] {
        case "day", "days": return today.earlier(days: count)
        case "week", "weeks": return today.earlier(days: 7 * count)
        case "month", "months": return today.earlier(months: count)
        case "year", "years": return today.earlier(months: 12 * count)
        default: return nil
        }
    }

    /// "3 feb", "3 february 2023"; without a year the latest that is not to come.
    private func dayAndMonth(_ words: [String]) -> CivilDay? {
        guard (2...3).contains(words.count), let day = Int(words[0]),
            let month = DateReading.place(of: words[1], in: DateWriting.months)
        else { return nil }
        if words.count == 3 { return Int(words[2]).flatMap { DateReading.day($0, month + 1, day) } }
        // Eight years always hold a leap day.
        return (0...8).lazy.compactMap { DateReading.day(Int(today.year) - $0, month + 1, day) }
            .first { $0.since1970 <= today.since1970 }
    }

    /// "03/02/2023" and "2023-02-03".
    private func numbers(_ words: [String]) -> CivilDay? {
        guard words.count == 1, let word = words.first else { return nil }
        let british = word.split(separator: "/", omittingEmptySubsequences: false).map { Int($0) }
        if british.count == 3, let day = british[0], let month = british[1], let year = british[2] {
            return DateReading.day(year < 100 ? 2_000 + year : year, month, day)
        }
        let iso = word.split(separator: "-", omittingEmptySubsequences: false)
        guard iso.map(\.utf8.count) == [4, 2, 2], let year = Int(iso[0]), let month = Int(iso[1]), let day = Int(iso[2])
        else { return nil }
        return DateReading.day(year, month, day)
    }

    private static func day(_ year: Int, _ month: Int, _ day: Int) -> CivilDay? {
        guard (1...9_999).contains(year) else { return nil }
        return CivilDay(year: Int64(year), month: Int64(month), day: Int64(day))
    }

    /// The place of a name given whole or by three letters or more.
    private static func place(of word: String?, in names: [String]) -> Int? {
        guard let word, word.count >= 3 else { return nil }
        return names.firstIndex { $0.lowercased().hasPrefix(word) }
    }
}
