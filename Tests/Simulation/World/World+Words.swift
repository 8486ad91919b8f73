import SyncClient
import SyncModel

extension World {
    /// Does what takes `held` away from one who held it, and writes off what nobody else has.
    func losing(_ held: Set<Word>, _ loss: () throws -> Void) throws {
        try loss()
        var left = try words(in: office.records().map { ($0.id, $0.state) })
        for place in places { left.formUnion(try words(at: place)) }
        // Of a side that somebody kept in a settlement nobody can tell which of its writes is gone.
        ledger.burn(held.filter { !left.contains($0) || ledger.isRepeated($0) })
    }

    /// All that a replica holds, sent or not, and refused.
    func words(at place: Place) throws -> Set<Word> {
        try place.program().replica.read { reader in
            var words: Set<Word> = []
            for id in Records.all(scenario.mix) {
                let local = try reader.record(id)
                words.formUnion(self.words(in: [(id, local.acknowledged)]))
                for edit in local.unsent {
                    words.formUnion(edit.assigns.map { Word(id, $0.key, $0.content.value) })
                }
            }
            for refused in try reader.quarantine() { words.formUnion(refused.words) }
            return words
        }
    }

    /// All that stands in these states.
    func words(in states: [(id: RecordID, state: RecordState)]) -> Set<Word> {
        var words: Set<Word> = []
        for (id, state) in states {
            for (field, register) in state.registers {
                words.formUnion(register.siblings.compactMap { $0.value.map { Word(id, field, $0) } })
            }
        }
        return words
    }

    /// All that some server ever took in as a change, each with how many writes there were when it first left its device.
    func wordsApplied() throws -> [SentWord: Int] {
        let changes = try (office.forgotten + office.archive()).map(\.change)
        let applied = Set(changes.flatMap(words(in:)))
        // A server that was restored may have given a change another name.
        return Dictionary(uniqueKeysWithValues: applied.map { ($0, sent[$0] ?? .max) })
    }

    /// Writes down what leaves a device for the first time.
    func noteSent(_ request: SyncRequest) {
        for word in request.changes.flatMap(words(in:)) where sent[word] == nil { sent[word] = ledger.writes.count }
    }

    private func words(in change: Change) -> [SentWord] {
        // A device that joins again may be given a name with a number behind its own.
        let place = places.first { change.device == $0.device || change.device.hasPrefix($0.device + "-") }
        return change.assigns.map { field, assignment in
            SentWord(
                word: Word(change.record, field, assignment.value), dot: change.dot, home: place?.home)
        }
    }
}

/// A word as it left a device.
struct SentWord: Hashable {
    let word: Word
    let dot: Dot
    /// Where the device's replica was first made, as far as its name tells.
    let home: Int?
}
