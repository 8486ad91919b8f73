import Notebook
import ReformNotes
import SyncModel

/// One thing that can be typed at a conflict.
struct Offer {
    enum Reply {
        case keep(Keep), edit, layout(ConflictPage.Layout), skip, quit
    }

    let letter: Character
    /// As it stands in the question: `[y]ours`; nil for what is told only to whoever asks.
    let word: String?
    /// What it does, for whoever asks by `?`.
    let meaning: String
    /// Nil for the one that explains all of them.
    let reply: Reply?

    private init(_ letter: Character, _ word: String?, _ meaning: String, _ reply: Reply?) {
        self.letter = letter
        self.word = word
        self.meaning = meaning
        self.reply = reply
    }

    /// All that can be done about the open field of a page, in the order in which it is offered.
    static func all(on page: ConflictPage, _ layout: ConflictPage.Layout) -> [Offer] {
        let ends = [
            Offer("s", "[s]kip", "leaves this one open and goes on to the next.", .skip),
            Offer("q", nil, "leaves this one and all that follow open.", .quit),
            Offer("?", "[?]", "shows these lines.", nil),
        ]
        switch page.field.key {
        case .deleted: return withdrawal + ends
        case NoteField.body: return sides(of: page.field) + text(layout) + ends
        default: return sides(of: page.field) + ends
        }
    }

    private static let withdrawal = [
        Offer("k", "[k]eep with the edit", "brings the note back for everyone, with what was changed.", .keep(.note)),
        Offer("w", "[w]ithdraw", "takes the note away for everyone; the history keeps the edit.", .keep(.withdrawn)),
    ]

    private static func sides(of field: FieldView) -> [Offer] {
        field.namedSides.enumerated().map { place, side in
            let meaning = "keeps \(side.possessive); the history keeps the rest."
            if side.side.isYours && place == 0 { return Offer("y", "[y]ours", meaning, .keep(side.keep)) }
            if field.sides.count == 2 && place == 1 {
                return Offer("o", "[o]ther: \(side.possessive)", meaning, .keep(side.keep))
            }
            let digit = Character(String(place + 1))
            return Offer(digit, "[\(digit)] \(side.possessive)", meaning, .keep(side.keep))
        }
    }

    private static func text(_ layout: ConflictPage.Layout) -> [Offer] {
        let other =
            layout == .sideBySide
            ? Offer("t", "[t]hree-way", "shows what was there before, too.", .layout(.threeWay))
            : Offer("t", "[t] side by side", "shows the sides beside each other.", .layout(.sideBySide))
        return [
            Offer("b", "[b]oth", "keeps both, one paragraph below the other.", .keep(.both)),
            Offer("e", "[e]dit", "opens your editor with both, to make one text of them.", .edit), other,
        ]
    }
}
