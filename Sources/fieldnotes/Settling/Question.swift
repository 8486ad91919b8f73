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
                page.lines(layout, columns: settling.desk.terminal.talkColumns, place: place, of: all))
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
            try settling.desk.say(contentsOf: Array(answer.lines(settling.desk.terminal.talkColumns).prefix(2)))
            return true
        } catch let complaint as Complaint where complaint.code == "open-choices" || complaint.code == "editor-failed" {
            try settling.desk.complain(complaint)
            return false
        }
    }

    private func reply(to page: ConflictPage, _ layout: ConflictPage.Layout) throws -> Offer.Reply {
        let desk = settling.desk
        let offers = Offer.all(on: page, layout)
        let question = offers.compactMap(\.word).joined(separator: "  ") + "  >"
        for _ in 0..<Question.turnsMax {
            let letter = try desk.prompt.choose(question, among: offers.map(\.letter))
            guard let offer = offers.first(where: { $0.letter == letter }) else { return .quit }
            if let reply = offer.reply { return reply }
            try desk.talk.write(
                offers.flatMap {
                    Line("  \($0.letter)  \($0.meaning)").wrapped(to: desk.terminal.talkColumns, indent: 5)
                })
        }
        return .quit
    }
}

extension Desk {
    fileprivate func say(contentsOf lines: [Line]) throws {
        if !options.quiet { try talk.write(lines) }
    }
}
