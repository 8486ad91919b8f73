extension ReformItem {
    /// The government's answer on one line: `Rejected → review and strengthen`, marked where it is our reading.
    public var answer: String {
        let next = course.filter { $0 != .noneStated }.map(\.label).joined(separator: ", ")
        let answer = next.isEmpty ? disposition.label : "\(disposition.label) → \(next)"
        return dispositionBasis.kind == .inferred ? "\(answer) (our reading)" : answer
    }

    /// What was promised, on one line: `£200m / 2 years`; nil where no sum was. What was asked for is left out.
    public var moneyText: String? {
        let promised = money.filter { $0.kind != .ask }.map(\.text)
        return promised.isEmpty ? nil : promised.joined(separator: ", ")
    }
}
