import Notebook
import ReformNotes

/// Finds what a person named: a note by the beginning of its id, an item by name, beginning or words.
struct Finder {
    let desk: Desk
    let notebook: Notebook

    /// Throws `Complaint.unknownNote`, `shortNote`, `ambiguousNote` and `notRemembered`.
    func note(_ typed: String) throws -> NoteID {
        if typed.hasPrefix("@") { return try remembered(typed) }
        switch try notebook.find(typed) {
        case .found(let id): return id
        case .several(let fitting): throw Complaint.ambiguousNote(typed, fitting: try named(fitting))
        case .malformed where typed.count < 4: throw Complaint.shortNote(typed)
        case .none, .malformed: throw Complaint.unknownNote(typed)
        }
    }

    /// The item, and its measure if one was named behind a slash. What was not typed whole is echoed, so that the person
    /// sees what was made of it. Throws `Complaint.unknownItem`, `ambiguousItem` and `unknownMeasure`.
    func target(_ words: String) throws -> NoteTarget {
        let lookup = notebook.catalogue.lookUpTarget(words)
        guard case .found(let item, let measure) = lookup else { throw Complaint.about(lookup, words) }
        let target = NoteTarget(item: item.id, measure: measure?.id)
        try echo(target.description, typed: words)
        return target
    }

    /// The item alone. Throws `Complaint.unknownItem` and `ambiguousItem`.
    func item(_ words: String) throws -> ReformItem {
        let lookup = notebook.catalogue.lookUp(words)
        guard case .found(let item) = lookup else { throw Complaint.about(TargetLookup(lookup), words) }
        try echo(item.id, typed: words)
        return item
    }

    /// What `show` and `log` may be given.
    enum Subject {
        case item(ReformItem)
        case note(NoteID)
    }

    /// What `@last` or `@2` means; told, for it is easily another than the person thought of.
    private func remembered(_ typed: String) throws -> NoteID {
        let recollection = Recollection(at: try desk.places().recollection)
        guard let id = recollection.note(typed) else {
            throw Complaint.notRemembered(typed, listed: recollection.listed.count)
        }
        try echo(try notebook.shortName(of: id), typed: typed)
        return id
    }

    /// An item's whole name or alias first, then a note, then what else may mean an item.
    func subject(_ words: String) throws -> Subject {
        if words.hasPrefix("@") { return .note(try remembered(words)) }
        if let item = notebook.catalogue.item(named: words) { return .item(item) }
        switch try notebook.find(words) {
        case .found(let id): return .note(id)
        case .several(let fitting): throw Complaint.ambiguousNote(words, fitting: try named(fitting))
        case .none, .malformed: break
        }
        if case .none(let closest) = notebook.catalogue.lookUp(words) {
            // A note's name may well start so; it is only too little to look by.
            if words.count < 4, closest.isEmpty { throw Complaint.shortNote(words) }
            throw Complaint.unknownSubject(words, closest: closest.map(Complaint.Candidate.init))
        }
        return .item(try item(words))
    }

    /// Says what typed words were taken for, unless they were its name.
    private func echo(_ name: String, typed: String) throws {
        guard typed != name, !desk.options.wantsJSON else { return }
        try desk.say(Line("→ \(name)"))
    }

    /// Each as a list of candidates names it: `k7f3 (iro, 2 d ago)`.
    private func named(_ notes: [NoteSummary]) throws -> [String] {
        let names = try notebook.shortNames(of: notes.map(\.id))
        return notes.map { note in
            let item = notebook.catalogue.item(note.target.item)
            let what = item?.aliases.first ?? note.target.item
            return "\(names[note.id] ?? note.id.description) (\(what), \(desk.dates.brief(note.edited)))"
        }
    }
}

extension Complaint {
    /// Why words mean no one item, nor one part of an item.
    static func about(_ lookup: TargetLookup, _ words: String) -> Complaint {
        switch lookup {
        case .found: .unexpected("\"\(words)\" was found after all")
        case .several(let items): .ambiguousItem(words, fitting: items.map(Candidate.init))
        case .none(let closest):
            .unknownItem(words, closest: closest.map(Candidate.init), search: closest.first?.aliases.first)
        case .noMeasure(let named, let item): .unknownMeasure(named, of: item.id, known: item.measures.map(\.id))
        }
    }
}

extension TargetLookup {
    /// What came of looking for an item, where a part of one might have been named.
    init(_ lookup: ItemLookup) {
        self =
            switch lookup {
            case .found(let item): .found(item, nil)
            case .several(let items): .several(items)
            case .none(let closest): .none(closest: closest)
            }
    }
}

extension Complaint.Candidate {
    init(_ item: ReformItem) {
        self.init(id: item.id, alias: item.aliases.first)
    }
}
