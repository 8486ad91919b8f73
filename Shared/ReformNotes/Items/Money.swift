/// A sum that was asked for or promised, or a rate that changes.
public struct Money: Codable, Hashable, Sendable {
    public enum Kind: String, Codable, CaseIterable, Hashable, Sendable {
        case ask
        case commitment
        case rate
    }

    public let kind: Kind
    /// What a rate was before, in pounds.
    public let fromGBP: Int?
    /// The sum, or what a rate becomes, in pounds.
    public let amountGBP: Int
    /// Over how long, in words; nil where the source gives no period.
    public let period: String?
    /// For whom a rate is paid.
    public let per: String?
    public let purpose: String

    /// The sum as a table shows it: `£45m`, `£200m / 2 years`, `£2,000→£3,000`.
    public var text: String {
        let sum = Money.text(pounds: amountGBP)
        if let fromGBP { return "\(Money.text(pounds: fromGBP))→\(sum)" }
        return period.map { "\(sum) / \($0)" } ?? sum
    }

    /// Pounds in the shortest common form; the catalogue's large sums have at most one digit after the point.
    static func text(pounds: Int) -> String {
        switch pounds {
        case 1_000_000_000...: "£\(tenths(pounds, of: 1_000_000_000))bn"
        case 1_000_000...: "£\(tenths(pounds, of: 1_000_000))m"
        default: "£\(grouped(pounds))"
        }
    }

    private static func tenths(_ pounds: Int, of unit: Int) -> String {
        let tenth = pounds % unit / (unit / 10)
        return tenth == 0 ? "\(pounds / unit)" : "\(pounds / unit).\(tenth)"
    }

    private static func grouped(_ pounds: Int) -> String {
        guard pounds >= 1_000 else { return "\(pounds)" }
        let rest = String(pounds % 1_000)
        return "\(grouped(pounds / 1_000)),\(String(repeating: "0", count: 3 - rest.count))\(rest)"
    }
}
