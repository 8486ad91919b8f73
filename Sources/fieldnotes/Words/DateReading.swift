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
            return zone.milliseconds(of: day)
        }
        guard words.count == 1, let moment = timestamp(text.uppercased()) else { throw Complaint.badDate(text) }
        return moment
    }

    private var today: Day { zone.day(at: now).day }

    private func named(_ words: [String]) -> Day? {
        if words == ["today"] { return today }
        if words == ["yesterday"] { return today.advanced(by: -1) }
        let name = words.first == "last" ? words.dropFirst() : words[...]
        guard name.count == 1, let weekday = DateReading.place(of: name.first, in: DateWriting.weekdays) else {
            return nil
        }
        // Always one that is over: on a Tuesday, "tuesday" is a week ago.
        let back = (today.weekday - weekday + 7) % 7
        return today.advanced(by: back == 0 ? -7 : -back)
    }

    private func ago(_ words: [String]) -> Day? {
        guard words.count == 3, words[2] == "ago", let count = words[0] == "a" ? 1 : Int(words[0]),
            (0...100_000).contains(count)
        else { return nil }
        switch words[1] {
        case "day", "days": return today.advanced(by: -count)
        case "week", "weeks": return today.advanced(by: -7 * count)
        case "month", "months": return today.monthsEarlier(count)
        case "year", "years": return today.monthsEarlier(12 * count)
        default: return nil
        }
    }

    /// "3 feb", "3 february 2023"; without a year the latest that is not to come.
    private func dayAndMonth(_ words: [String]) -> Day? {
        guard (2...3).contains(words.count), let day = Int(words[0]),
            let month = DateReading.place(of: words[1], in: DateWriting.months)
        else { return nil }
        if words.count == 3 { return Int(words[2]).flatMap { Day(year: $0, month: month + 1, day: day) } }
        // Eight years always hold a leap day.
        return (0...8).lazy.compactMap { Day(year: today.year - $0, month: month + 1, day: day) }
            .first { $0 <= today }
    }

    private func numbers(_ words: [String]) -> Day? {
        guard words.count == 1, let word = words.first else { return nil }
        let slashed = word.split(separator: "/", omittingEmptySubsequences: false).map { Int($0) }
        if slashed.count == 3, let day = slashed[0], let month = slashed[1], let year = slashed[2] {
            return Day(year: year < 100 ? 2000 + year : year, month: month, day: day)
        }
        return DateReading.isoDay(word)
    }

    private static func isoDay(_ word: some StringProtocol) -> Day? {
        let parts = word.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.map(\.utf8.count) == [4, 2, 2], let year = Int(parts[0]), let month = Int(parts[1]),
            let day = Int(parts[2])
        else { return nil }
        return Day(year: year, month: month, day: day)
    }

    /// A day and a time of UTC, or of here where no Z follows.
    private func timestamp(_ word: String) -> Int64? {
        let halves = word.split(separator: "T")
        guard halves.count == 2, let day = DateReading.isoDay(halves[0]) else { return nil }
        let inUTC = halves[1].hasSuffix("Z")
        let clock = (inUTC ? halves[1].dropLast() : halves[1]).split(separator: ":", omittingEmptySubsequences: false)
        let numbers = clock.compactMap { $0.utf8.count == 2 ? Int($0) : nil }
        guard (2...3).contains(clock.count), numbers.count == clock.count, (0...23).contains(numbers[0]),
            numbers.dropFirst().allSatisfy({ (0...59).contains($0) })
        else { return nil }
        let second = numbers[0] * 3_600 + numbers[1] * 60 + (numbers.count == 3 ? numbers[2] : 0)
        return (inUTC ? Zone.utc : zone).milliseconds(of: day, second: second)
    }

    /// The place of a name given whole or by three letters or more.
    private static func place(of word: String?, in names: [String]) -> Int? {
        guard let word, word.count >= 3 else { return nil }
        return names.firstIndex { $0.lowercased().hasPrefix(word) }
    }
}
