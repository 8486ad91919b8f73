import SyncModel

/// What must hold at the end of every history.
extension PureWorld {
    var isQuiet: Bool { isDrained && areEqual }

    /// No outbox is stuck, and nothing waits to be offered.
    var isDrained: Bool {
        replicas.allSatisfy { $0.unsent.isEmpty && $0.quarantine.isEmpty && $0.former.isEmpty && $0.doubtful.isEmpty }
    }

    /// Every replica holds what the server holds, to the byte.
    var areEqual: Bool {
        replicas.allSatisfy { replica in
            PureWorld.records.allSatisfy {
                replica.local($0).acknowledged == server.states[$0] ?? RecordState()
            }
        }
    }

    /// What people wrote that nobody wrote over in sight of it, and that is nowhere any more.
    var lost: Set<Int> {
        let held = server.tokens(ledger)
        return ledger.alive(without: burnt.subtracting(held)).subtracting(held)
    }

    /// Values that a deletion hides although nobody who deleted had them in sight.
    var hiddenUnseen: Set<Int> {
        var unseen: Set<Int> = []
        for (id, state) in server.states where state.isHidden {
            let deletions = state.registers[.deleted]?.siblings.compactMap { change($0.dot, of: id) } ?? []
            let seen = deletions.reduce(into: Set<Int>()) { $0.formUnion(ledger.sight(of: $1)) }
            for (_, register) in state.registers {
                unseen.formUnion(register.siblings.compactMap { ledger.token($0.value) })
            }
            unseen.subtract(seen)
        }
        return unseen
    }

    /// The change that stands in `record` under this dot, whichever of its lives that is.
    private func change(_ dot: Dot, of record: RecordID) -> Change? {
        let (old, past) = server.renamed[dot] ?? (dot, .here)
        let lives = past == .here ? [server.changes[old], forgotten[old]] : [forgotten[old]]
        return lives.compactMap(\.self).first { $0.record == record }
    }

    /// The first thing that is wrong, in words.
    var fault: String? {
        if !isDrained { return "an outbox is stuck" }
        if !areEqual { return "a replica is apart from the server" }
        if !lost.isEmpty { return "edits are lost: \(lost.sorted())" }
        if !hiddenUnseen.isEmpty { return "a deletion hides what its writer had not seen" }
        if trouble == .network && repairs > 0 { return "digests differed \(repairs) times" }
        return nil
    }
}

extension PureServer {
    /// What people wrote that stands here.
    func tokens(_ ledger: Ledger) -> Set<Int> { states.values.reduce(into: []) { $0.formUnion($1.tokens(ledger)) } }
}

extension PureReplica {
    /// What people wrote that is here, sent or not.
    func tokens(_ ledger: Ledger) -> Set<Int> {
        var tokens: Set<Int> = []
        for record in records.values { tokens.formUnion(record.acknowledged.tokens(ledger)) }
        for offer in former.values.joined() { tokens.formUnion(offer.state.tokens(ledger)) }
        for edit in unsent.map(\.edit) + quarantine.map(\.edit) {
            tokens.formUnion(edit.assigns.compactMap { ledger.token($0.content.value) })
        }
        return tokens
    }
}

extension RecordState {
    fileprivate func tokens(_ ledger: Ledger) -> Set<Int> {
        Set(registers.flatMap { $0.content.siblings.compactMap { ledger.token($0.value) } })
    }
}
