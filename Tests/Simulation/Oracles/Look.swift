import SyncClient
import SyncModel

/// What a person sees of a record at one moment, in the ledger's words and in the program's.
struct Look {
    let record: RecordID
    let state: RecordState
    /// How many writes the ledger knew then.
    let moment: Int
    /// What lies in quarantine, by field: a notebook opens a note with it on top.
    let refused: [FieldKey: Word]
    private let local: LocalRecord
    private let rules: MergeRules

    init(_ record: RecordID, _ reader: ReplicaReader, moment: Int) throws {
        self.record = record
        self.moment = moment
        local = try reader.record(record)
        rules = reader.rules
        refused = try reader.quarantine(of: record).reduce(into: [:]) { refused, edit in
            for word in edit.words { refused[word.field] = word }
        }
        state = reader.seen(local)
    }

    /// What an ordinary edit made in front of it has in sight.
    var sight: Sight { local.sight(of: state, rules) }

    /// What a settlement has in sight.
    var wholeSight: Sight { local.wholeSight(of: state) }

    /// The last edit of it that waits to be sent.
    var unsent: UnsentEdit? { local.unsent.last }

    func shown(_ field: FieldKey) -> Shown? { state.shown(field, rule: rules(record.collection, field)) }

    /// Every side of `field`.
    func sides(_ field: FieldKey) -> [Register.Entry] { state.registers[field]?.siblings ?? [] }

    /// The words of `field` that its shown value says: those an ordinary edit is made in sight of. Told apart by their bytes,
    /// not by the dots that the program goes by.
    func wordsShown(_ field: FieldKey) -> Set<Word> {
        guard let shown = shown(field) else { return [] }
        let isAll = shown.isMerged || field.isElement || field == .deleted
        return words(field) { isAll || $0 == shown.value }
    }

    /// The same in a note that was opened with what was refused on top: that, and what stands below it if it says the same.
    func wordsOpened(_ field: FieldKey) -> Set<Word> {
        let shown = wordsShown(field)
        guard field != .deleted, let refused = refused[field] else { return shown }
        return shown.contains(refused) ? shown : [refused]
    }

    /// Everything that could be seen of such a note: what was refused, and not what it lies on.
    var allWordsOpened: Set<Word> {
        let covered = Set(refused.values.filter { !wordsShown($0.field).contains($0) }.map(\.field))
        return allWords.filter { !covered.contains($0.field) || $0.field == .deleted }.union(refused.values)
    }

    func words(_ field: FieldKey, where isWanted: (Value) -> Bool = { _ in true }) -> Set<Word> {
        Set(sides(field).compactMap { $0.value }.filter(isWanted).map { Word(record, field, $0) })
    }

    /// Everything that stands in the record.
    var allWords: Set<Word> {
        state.registers.reduce(into: []) { $0.formUnion(words($1.key)) }
    }
}
