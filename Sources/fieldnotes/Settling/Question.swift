import Notebook
import ReformNotes
import SyncModel

/// One open field, put to the person at the terminal until it is settled or left.
struct Question {
    let settling: Settlement
    let id: NoteID
    let field: FieldKey
    let place: Int
    let all: Int

    init(settling: Settlement, id: NoteID, field: FieldKey, place: Int, of all: Int) {
        self.settling = settling
        self.id = id
        self.field = field
        self.place = place
        self.all = all
    }

    private enum Reply {
        case keep(Keep), edit, layout(ConflictPage.Layout), skip, quit
    }

    /// A person who looks at everything twice asks less often than this.
    private static let turnsMax = 50

    /// Shows the sides and does what is asked. False if the person wants to leave the rest, too.
    func ask() throws -> Bool {
        var layout = settling.layout
        for _ in 0..<Question.turnsMax {
            // What came in meanwhile is shown, for a choice replaces only what was shown.
            guard let open = try settling.notebook.open(id),
                let view = open.view.conflicts.first(where: { $0.key == field })
            else { return true }
            let page = ConflictPage(
                dispute: Dispute(name: try settling.notebook.shortName(of: id), view: open.view), field: view,
                dates: settling.desk.dates)
            try settling.desk.talk.write(
                page.lines(layout, columns: settling.desk.terminal.columns, place: place, of: all))
            switch try reply(to: page, layout) {
            case .keep(let keep): return try done { try settling.keep(keep, of: open, field: field) }
            case .edit: if try done({ try settling.edited(open) }) { return true }
            case .layout(let wanted): layout = wanted
            case .skip: return true
            case .quit: return false
            }
        }
        return true
    }

    /// Tells what came of a choice. False if it came to nothing, and the person is to be asked again.
    private func done(_ settle: () throws -> Answer) throws -> Bool {
        do {
            let answer = try settle()
            try settling.desk.say(contentsOf: Array(answer.lines(settling.desk.terminal.columns).prefix(2)))
            return true
        } catch let complaint as Complaint where complaint.code == "open-choices" || complaint.code == "editor-failed" {
            try settling.desk.complain(complaint)
            return false
        }
    }

    private func reply(to page: ConflictPage, _ layout: ConflictPage.Layout) throws -> Reply {
        let offers = offers(on: page, layout)
        let words = (offers.map(\.word) + ["[q]uit"]).joined(separator: "  ")
        guard let letter = try settling.desk.prompt.choose("\(words)  >", among: offers.map(\.letter) + ["q"]) else {
            return .quit
        }
        return offers.first { $0.letter == letter }?.reply ?? .quit
    }

    private func offers(
        on page: ConflictPage, _ layout: ConflictPage.Layout
    ) -> [(letter: Character, word: String, reply: Reply)] {
        let skip: (Character, String, Reply) = ("s", "[s]kip", .skip)
        if field == .deleted {
            return [("k", "[k]eep with the edit", .keep(.note)), ("w", "[w]ithdraw", .keep(.withdrawn)), skip]
        }
        let sides = page.field.namedSides.enumerated().map { place, side -> (Character, String, Reply) in
            if side.side.isYours && place == 0 { return ("y", "[y]ours", .keep(side.keep)) }
            if page.field.sides.count == 2 && place == 1 {
                return ("o", "[o]ther: \(side.possessive)", .keep(side.keep))
            }
            let digit = Character(String(place + 1))
            return (digit, "[\(digit)] \(side.possessive)", .keep(side.keep))
        }
        guard field == NoteField.body else { return sides + [skip] }
        let other: (Character, String, Reply) =
            layout == .sideBySide
            ? ("t", "[t]hree-way", .layout(.threeWay)) : ("t", "[t] side by side", .layout(.sideBySide))
        return sides + [("b", "[b]oth", .keep(.both)), ("e", "[e]dit", .edit), other, skip]
    }
}

extension Desk {
    fileprivate func say(contentsOf lines: [Line]) throws {
        if !options.quiet { try talk.write(lines) }
    }
}
