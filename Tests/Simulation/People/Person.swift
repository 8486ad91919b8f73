import Notebook
import ReformNotes
import SyncClient
import SyncModel

/// Somebody at a device, in front of one program that has the replica open. Whatever is saved goes into the ledger with what
/// was in sight, as a person would tell it.
struct Person {
    let world: World
    let place: Place
    let program: Program
    /// The number of the step, which makes every word its own.
    let step: Int

    private static let editorsMax = 6

    /// Does it. What was refused and is mended or taken back thereby is let go of, whether or not it was in sight; also where
    /// it is said again, for of what copies of one replica say alike nobody can tell which of them was taken in.
    func perform(_ act: Act) throws {
        let refused = try refused()
        try carryOut(act)
        world.ledger.burn(refused.subtracting(try self.refused()))
    }

    private func refused() throws -> Set<Word> {
        try program.replica.read { try $0.quarantine() }.reduce(into: []) { $0.formUnion($1.words) }
    }

    private func carryOut(_ act: Act) throws {
        switch act {
        case .open(let record):
            place.editors.append(try open(id(record)))
            if place.editors.count > Person.editorsMax { place.editors.removeFirst() }
        case .save(let editor, let words):
            guard !place.editors.isEmpty else { return }
            try save(place.editors.remove(at: editor % place.editors.count), words)
        case .edit(let record, let words): try save(open(id(record)), words)
        case .settle(let record, let choice): try settle(open(id(record)), choice)
        case .withdraw(let record): try withdraw(open(id(record)))
        case .lift(let record): try lift(open(id(record)))
        case .mend: try mend()
        }
    }

    private func id(_ record: Int) -> RecordID {
        let isNovel = place.client == .newer && step.isMultiple(of: 3)
        return isNovel ? Records.photo : Records.note(record % world.scenario.mix.records)
    }

    // MARK: Editing

    private func open(_ id: RecordID) throws -> Editor {
        let look = try program.replica.read { try Look(id, $0, moment: world.ledger.writes.count) }
        try MergedText(look: look, world: world).ask()
        let opened = try NoteID(id).flatMap { try program.notebook?.open($0) }.map { open in
            // An editor's process may end before its text is saved: what was in sight comes back from the draft.
            OpenNote(view: open.view, opening: try Opening(json: open.opening.json))
        }
        return Editor(look: look, opened: opened)
    }

    private func save(_ editor: Editor, _ words: Words) throws {
        let look = editor.look
        if let notebook = program.notebook, let opened = editor.opened {
            let saved = try notebook.save(opened.opening, words.written(on: opened.note, step: step))
            try enter(saved.changed, look, over: look.wordsOpened)
        } else {
            let values = words.values(on: look, client: place.client, step: step)
            try program.replica.write { try $0.edit(look.record, values, sight: look.sight) }
            try enter(values.keys, look)
        }
    }

    /// Writes anew what was refused; the notebook does so wherever a note is opened that has a refused edit.
    private func mend() throws {
        guard let refused = try program.replica.read({ try $0.quarantine().first }) else { return }
        let words = Words(subject: .body, paragraph: 0, isTooLong: false)
        guard place.client != .notebook else { return try save(open(refused.id), words) }
        try program.replica.write { try $0.dropQuarantined(refused) }
        world.ledger.burn(refused.words)
        try save(open(refused.id), words)
    }

    // MARK: Settling

    private func settle(_ editor: Editor, _ choice: Int) throws {
        if let notebook = program.notebook, let opened = editor.opened {
            let conflicts = opened.view.conflicts
            guard !conflicts.isEmpty else { return }
            let field = conflicts[choice % conflicts.count]
            let settled = try notebook.settle(opened, keep: field.kept(by: choice), field: field.key)
            try enter(settled.saved.changed, editor.look, isWhole: true)
        } else {
            try settleSome(editor.look, choice)
        }
    }

    /// Replaces some of the sides of a field, as somebody may who was shown only these.
    private func settleSome(_ look: Look, _ choice: Int) throws {
        let fields = look.state.registers.keys.filter { look.sides($0).count > 1 && $0 != .deleted && !$0.isElement }
        guard !fields.isEmpty else { return }
        let field = fields[choice % fields.count]
        let sides = look.sides(field).enumerated().filter { choice & 1 << ($0.offset % 6) != 0 }.map(\.element)
        let value = Value(text: "settled \(step)")
        let sight = Sight(
            context: look.wholeSight.context, place: look.wholeSight.place,
            shown: FieldMap([(field, sides.map(\.dot))]))
        try program.replica.write { try $0.edit(look.record, FieldMap([(field, value)]), sight: sight) }
        let shown = Set(sides.compactMap(\.value).map { Word(look.record, field, $0) })
        try enter([field], look, over: { $0 == field ? shown : [] })
    }

    // MARK: Withdrawing

    private func withdraw(_ editor: Editor) throws {
        let look = editor.look
        guard !look.state.isEmpty, !look.state.isHidden else { return }
        let reason = "reason \(step)"
        if let notebook = program.notebook, let note = editor.opened?.id {
            _ = try notebook.withdraw(note, reason: reason)
            try enter([.deleted], look, inSight: look.allWordsOpened)
        } else {
            try program.replica.write { try $0.withdraw(look.record, reason: reason, sight: look.sight) }
            try enter([.deleted], look)
        }
    }

    private func lift(_ editor: Editor) throws {
        let look = editor.look
        guard look.state.isHidden else { return }
        if let notebook = program.notebook, let note = editor.opened?.id {
            _ = try notebook.restore(note)
        } else {
            let lifted = FieldMap([(FieldKey.deleted, Value.null)])
            try program.replica.write { try $0.edit(look.record, lifted, sight: look.sight) }
        }
        try enter([.deleted], look)
    }

    // MARK: The ledger

    /// Writes down what was just saved, and sees that it is shown from now on.
    /// - Parameters:
    ///   - isWhole: whether every side was replaced, rather than what was shown.
    ///   - inSight: all that could be seen, if that was not all that stood.
    private func enter(
        _ fields: [FieldKey], _ look: Look, isWhole: Bool = false, inSight: Set<Word>? = nil,
        over shown: ((FieldKey) -> Set<Word>)? = nil
    ) throws {
        guard !fields.isEmpty else { return }
        let now = try program.replica.read { try Look(look.record, $0, moment: 0) }
        let values = now.unsent?.assigns ?? FieldMap()
        var saved: [Word] = []
        for field in fields {
            guard let value = values[field]?.value else {
                throw Trouble(.unseen, "\(field) of \(look.record.key) was saved, but nothing waits to be sent")
            }
            saved.append(Word(look.record, field, value))
        }
        if let renewed = values[.deleted], !fields.contains(.deleted) {
            let word = Word(look.record, .deleted, renewed.value)
            if look.words(.deleted).contains(word) { saved.append(word) }
        }
        let (all, standing) = ((inSight ?? look.allWords).union(saved), now.allWords)
        for word in saved {
            let over = shown?(word.field) ?? (isWhole ? look.words(word.field) : look.wordsShown(word.field))
            world.ledger.write(word, from: place.home, over: over, inSight: all, moment: look.moment)
            guard standing.contains(word) else { throw Trouble(.unseen, "\(word) was saved and does not stand") }
        }
    }
}

extension QuarantinedEdit {
    /// What was refused, in the ledger's words.
    var words: Set<Word> { Set(edit.assigns.map { Word(id, $0.key, $0.content.value) }) }
}

extension FieldView {
    /// One way to settle this field.
    fileprivate func kept(by choice: Int) -> Keep {
        if key == .deleted { return choice.isMultiple(of: 2) ? .note : .withdrawn }
        if key == .body, choice.isMultiple(of: 3) { return .both }
        return sides[choice / 3 % max(sides.count, 1)].dot.map(Keep.dot) ?? .yours
    }
}
