import Notebook
import SyncModel

/// How the sides of a conflict are called: by person, device and time, never "ours" and "theirs".
struct SideName {
    let side: Side
    /// Whether another side is by a person of the same first name, or by the same person in another place.
    private let isAmbiguous: Bool

    init(_ side: Side, among sides: [Side]) {
        self.side = side
        let name = SideName.firstName(of: side.author)
        isAmbiguous = sides.contains { $0 != side && SideName.firstName(of: $0.author) == name }
    }

    /// "yours", "Priya's"; "Priya Nair's on office-pc" where that would fit two.
    var possessive: String {
        if side.isYours { return "yours" }
        return isAmbiguous
            ? "\(side.author)'s on \(side.device)" : "\(SideName.firstName(of: side.author))'s"
    }

    /// "you" or "Priya".
    var person: String { side.isYours ? "you" : SideName.firstName(of: side.author) }

    /// "YOURS  Sam Okafor · sam-laptop · today 09:31".
    func heading(_ dates: DateWriting) -> Line {
        Line(Span(possessive.uppercased(), .bold)) + Line("  \(side.author) · \(side.device) · \(dates.full(side.at))")
    }

    /// As it stands behind a conflict's mark in an editor.
    func mark(_ dates: DateWriting) -> String {
        "\(side.isYours ? "yours: " : "")\(side.author), \(side.device), \(dates.full(side.at))"
    }

    /// What keeps this side, as it is typed behind `--keep`.
    var choice: String {
        if side.isYours { return "yours" }
        guard isAmbiguous, let dot = side.dot else { return "\"\(side.author)\"" }
        return dot.description
    }

    /// Keeps exactly this side.
    var keep: Keep { side.isYours ? .yours : side.dot.map(Keep.dot) ?? .person(side.author) }

    private static func firstName(of author: String) -> String {
        author.split(separator: " ").first.map(String.init) ?? author
    }
}

extension FieldView {
    /// Yours first, then in the order of writing.
    var namedSides: [SideName] {
        let ordered = sides.sorted { ($0.isYours ? 0 : 1, $0.stamp) < ($1.isYours ? 0 : 1, $1.stamp) }
        return ordered.map { SideName($0, among: ordered) }
    }
}
