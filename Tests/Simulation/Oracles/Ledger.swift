import SyncModel

/// What people wrote, and what they saw when they wrote it: the truth that everything else is held against. It knows nothing
/// of dots, contexts or outboxes.
struct Ledger {
    struct Write {
        let word: Word
        /// The place at which the writer's replica was first made: copies write in each other's names.
        let home: Int
        /// What it was put in the place of.
        let replaced: Set<Word>
        /// All that could be seen of the record.
        let inSight: Set<Word>
        /// How many writes there were when the person looked.
        let moment: Int
    }

    private(set) var writes: [Write] = []
    /// What went with the only copy of it, and how many writes there were by then: an unsent edit in a replica over which an
    /// old copy was put, say.
    private(set) var burnt: [Word: Int] = [:]
    /// The paragraphs found to have been taken out so far, by record: what was once taken out stays so, and the search is long.
    private var takenOut: [RecordID: Set<Substring>] = [:]

    mutating func write(
        _ word: Word, from home: Int, over replaced: Set<Word>, inSight: Set<Word>, moment: Int
    ) {
        writes.append(Write(word: word, home: home, replaced: replaced, inSight: inSight, moment: moment))
    }

    /// Whether it was written more than once, as a side is that a settlement kept.
    func isRepeated(_ word: Word) -> Bool { writes.count { $0.word == word } > 1 }

    mutating func burn(_ words: Set<Word>) {
        for word in words { burnt[word] = writes.count }
    }

    /// Whether somebody took `paragraph` out of the text in front of them.
    mutating func knowsTakenOut(_ paragraph: Substring, of record: RecordID) -> Bool {
        if takenOut[record, default: []].contains(paragraph) { return true }
        let sought = Array(paragraph.utf8)
        let isTakenOut = writes.contains { write in
            write.word.record == record && write.word.field == .body && !write.word.text.contains(sought)
                && write.replaced.contains { $0.text.contains(sought) }
        }
        if isTakenOut { takenOut[record, default: []].insert(paragraph) }
        return isTakenOut
    }

    /// The truth at the end, when nothing waits to be sent any more.
    /// - Parameter applied: all words that some server ever took in, each with how many writes there were when it first left.
    func verdict(applied: [SentWord: Int]) -> LedgerVerdict {
        LedgerVerdict(self, applied: applied)
    }
}

/// Which writes still count, and which somebody replaced.
struct LedgerVerdict {
    private let writes: [Ledger.Write]
    private let byWord: [Word: [Int]]
    private var isApplied: [Bool]
    private let burnt: [Word: Int]
    private var isDead: [Bool]

    fileprivate init(_ ledger: Ledger, applied: [SentWord: Int]) {
        writes = ledger.writes
        burnt = ledger.burnt
        byWord = Dictionary(grouping: ledger.writes.indices) { ledger.writes[$0].word }
        isApplied = Array(repeating: false, count: ledger.writes.count)
        isDead = Array(repeating: false, count: ledger.writes.count)
        for (sent, moment) in applied.sorted(by: { $0.value > $1.value }) { noteApplied(sent, before: moment) }
        for index in writes.indices where isApplied[index] { kill(by: index) }
    }

    /// Finds the write that left as `sent`. A side that is kept, or a refused text that is mended, is written again in the same
    /// words; what leaves a device says what was written there last, and what leaves it beside that in the same words what was
    /// written before.
    private mutating func noteApplied(_ sent: SentWord, before moment: Int) {
        let last = byWord[sent.word]?.last { $0 < moment && writes[$0].home == sent.home && !isApplied[$0] }
        if let last { isApplied[last] = true }
    }

    /// Takes away what the write at `index` replaced. What never reached a server on its own, for it was folded into another
    /// edit or refused, handed on what it had replaced itself; only those at the same device had it in sight.
    private mutating func kill(by index: Int) {
        var open = [index]
        while let next = open.popLast() {
            let write = writes[next]
            for word in write.replaced {
                for older in byWord[word] ?? [] where older < write.moment && !isDead[older] {
                    guard isApplied[older] || writes[older].home == write.home else { continue }
                    isDead[older] = true
                    if !isApplied[older] { open.append(older) }
                }
            }
        }
    }

    /// The words that ought to stand somewhere and do not: taken in by a server and replaced by nobody, or taken in by none
    /// although nothing accounts for that.
    /// - Parameters:
    ///   - held: what stands.
    ///   - refused: what lies in a quarantine.
    func lost(held: Set<Word>, refused: Set<Word>) -> Set<Word> {
        var lost: Set<Word> = []
        for (index, write) in writes.enumerated() where !isDead[index] && !held.contains(write.word) {
            guard index >= burnt[write.word, default: 0] else { continue }
            let isAccountedFor = refused.contains(write.word) || isReplacedAtHome(index) || isSaidBefore(index)
            guard isApplied[index] || !isAccountedFor else { continue }
            // Whoever took something away is heard where it is gone, whether or not a register still says so.
            if write.word.isNothing && write.replaced.isDisjoint(with: held) { continue }
            lost.insert(write.word)
        }
        return lost
    }

    /// Everything that a deletion of this reason, or whoever renewed it, had in sight. What was seen and reached no server
    /// of its own, for it was refused, stood for what it had replaced.
    func sight(ofDeletion word: Word) -> Set<Word> {
        var sight: Set<Word> = []
        var open = (byWord[word] ?? []).flatMap { writes[$0].inSight }
        while let next = open.popLast() {
            guard sight.insert(next).inserted else { continue }
            for index in byWord[next] ?? [] where !isApplied[index] { open += writes[index].replaced }
        }
        return sight
    }

    /// Whether somebody at the same device wrote over it, be it in an edit that was refused.
    private func isReplacedAtHome(_ index: Int) -> Bool {
        let write = writes[index]
        return writes.contains { $0.home == write.home && index < $0.moment && $0.replaced.contains(write.word) }
    }

    /// Whether it says once more what the same device had said in place of the same, before an old copy of it was put back:
    /// stamped alike, the two are one change, and whoever replaced the first had the second in sight.
    private func isSaidBefore(_ index: Int) -> Bool {
        let write = writes[index]
        return (byWord[write.word] ?? []).contains {
            $0 < index && isApplied[$0] && writes[$0].home == write.home && writes[$0].replaced == write.replaced
        }
    }

    /// The words that were written once, taken in, and replaced by somebody who had them in sight.
    var replaced: Set<Word> {
        Set(byWord.filter { $0.value.count == 1 && $0.value.allSatisfy { isDead[$0] } }.keys)
    }
}
