import ReformNotes

/// Reckoning with days, as people name them.
extension CivilDay {
    /// 0 for Monday to 6 for Sunday. (1 January 1970 was a Thursday.)
    var weekday: Int { Int((since1970 + 3).flooredDivision(by: 7).remainder) }

    func earlier(days: Int) -> CivilDay { CivilDay(since1970: since1970 - Int64(days)) }

    /// The same day so many months before, or that month's last where it is shorter; nil before the year 1.
    func earlier(months: Int) -> CivilDay? {
        let (year, month) = (self.year * 12 + self.month - 1 - Int64(months)).flooredDivision(by: 12)
        guard year > 0 else { return nil }
        return (0...3).lazy.compactMap { CivilDay(year: year, month: month + 1, day: day - $0) }.first
    }
}
