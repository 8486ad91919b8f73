import Crypto
import SyncClient
import SyncModel
import SyncServer

import struct SyncModel.Digest

/// What must hold once everything has come to rest.
struct Oracles {
    let world: World

    func ask() throws {
        let records = try world.office.records().map { (id: $0.id, state: $0.state) }
        try askWhetherAllHold(records)
        try askSums(records)
        let applied = try world.wordsApplied()
        let verdict = world.ledger.verdict(applied: applied)
        try askLedger(verdict, world.words(in: records))
        try askDeletions(verdict, records)
        try askDots(records, applied)
        let head = try world.office.head()
        world.note("all well: \(head.digest.spoken)")
    }

    // MARK: Equality

    private func askWhetherAllHold(_ records: [(id: RecordID, state: RecordState)]) throws {
        for place in world.places {
            try place.program().replica.read { reader in
                for (id, state) in records {
                    let held = try reader.record(id).acknowledged
                    guard held == state, held.json == state.json else {
                        throw Trouble(
                            .apart,
                            "\(place.person) holds another \(id.key.prefix(4)): \(held.context.short), "
                                + "the server \(state.context.short)")
                    }
                }
            }
            if let damage = try world.scenario.seed.isMultiple(of: 10) ? place.program().replica.damage() : nil {
                throw Trouble(.apart, "\(place.person)'s replica is damaged: \(damage)")
            }
        }
    }

    private func askSums(_ records: [(id: RecordID, state: RecordState)]) throws {
        var sum = Digest()
        for (id, state) in records {
            sum += SHA256.hash(data: state.canonicalBytes(of: id)).withUnsafeBytes { Digest($0) } ?? Digest()
        }
        guard try world.office.head().digest == sum else { throw Trouble(.digests, "the server's sum is wrong") }
        for place in world.places {
            let held = try place.program().replica.read { $0.identity.digest }
            guard held == sum else { throw Trouble(.digests, "\(place.person)'s sum is wrong") }
        }
    }

    // MARK: Edits

    private func askLedger(_ verdict: LedgerVerdict, _ held: Set<Word>) throws {
        let lost = verdict.lost(held: held, refused: try refused())
        guard lost.isEmpty else { throw Trouble(.lost, Oracles.list(lost)) }
        guard !world.hasMet(Happening.forgetful) else { return }
        let again = verdict.replaced.intersection(held)
        guard again.isEmpty else { throw Trouble(.resurrected, Oracles.list(again)) }
    }

    private func refused() throws -> Set<Word> {
        try world.places.reduce(into: []) { refused, place in
            for edit in try place.program().replica.read({ try $0.quarantine() }) { refused.formUnion(edit.words) }
        }
    }

    /// Whatever is hidden was in sight of a deletion that stands, or of somebody who replaced it, but came again.
    private func askDeletions(_ verdict: LedgerVerdict, _ records: [(id: RecordID, state: RecordState)]) throws {
        for (id, state) in records where state.isHidden {
            let words = world.words(in: [(id, state)])
            let seen = words.filter { $0.field == .deleted }.reduce(into: Set<Word>()) {
                $0.formUnion(verdict.sight(ofDeletion: $1))
            }
            let dead = world.hasMet(Happening.forgetful) ? verdict.replaced : []
            let unseen = words.filter { $0.field != .deleted && !$0.isNothing }.subtracting(seen).subtracting(dead)
            guard unseen.isEmpty else { throw Trouble(.hiddenUnseen, Oracles.list(unseen)) }
        }
    }

    // MARK: Dots

    /// A dot names one change of one record, and without a second life of anything an edit was applied once.
    private func askDots(_ records: [(id: RecordID, state: RecordState)], _ applied: [SentWord: Int]) throws {
        var homes: [Dot: RecordID] = [:]
        for (id, state) in records {
            for (field, register) in state.registers {
                let names = register.siblings.map(\.dot)
                guard Set(names).count == names.count else {
                    throw Trouble(.twice, "\(field) has two sides of one name")
                }
            }
            for dot in Set(state.registers.flatMap { $0.content.siblings.map(\.dot) }) {
                guard homes.updateValue(id, forKey: dot) == nil else {
                    throw Trouble(.twice, "\(dot.short) stands in two records")
                }
            }
        }
        guard !world.hasMet(Happening.forgetful) else { return }
        var dots: [Word: Dot] = [:]
        let written = Dictionary(world.ledger.writes.map { ($0.word, 1) }, uniquingKeysWith: +)
        for applied in applied.keys where written[applied.word] == 1 && !applied.word.isNothing {
            if let other = dots.updateValue(applied.dot, forKey: applied.word), other != applied.dot {
                throw Trouble(
                    .twice, "\(applied.word) was applied as \(other.short) and as \(applied.dot.short)")
            }
        }
    }

    private static func list(_ words: Set<Word>) -> String {
        words.map(\.description).sorted().prefix(4).joined(separator: "; ")
    }
}
