/// Lengths of time as people type them: "30s", "5m", "1h"; a bare number means seconds.
enum TimeSpan {
    /// Throws `Complaint.badDuration`; a length is at most a day, and more than nothing.
    static func duration(_ typed: String) throws -> Duration {
        let digits = typed.prefix { $0.isASCII && $0.isNumber }
        let unit: [Substring: Int] = ["": 1, "s": 1, "m": 60, "h": 3_600]
        guard let number = Int(digits), let seconds = unit[typed[digits.endIndex...]],
            (1...86_400).contains(number), number * seconds <= 86_400
        else { throw Complaint.badDuration(typed) }
        return .seconds(number * seconds)
    }
}
