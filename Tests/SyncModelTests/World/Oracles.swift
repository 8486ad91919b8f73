import SyncModel

/// What must hold at the end of every history.
extension PureWorld {
    var isQuiet: Bool { isDrained && areEqual }

    /// No outbox is stuck.
    var isDrained: Bool { replicas.allSatisfy { $0.unsent.isEmpty && $0.quarantine.isEmpty } }

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
        let held = server.states.values.flatMap { state in
            state.registers.flatMap { $0.content.siblings.compactMap { ledger.token($0.value) } }
        }
        return ledger.alive(without: []).subtracting(held)
    }

    /// Values that a deletion hides although nobody who deleted had them in sight.
    var hiddenUnseen: Set<Int> {
        var unseen: Set<Int> = []
        for state in server.states.values where state.isHidden {
            let deletions =
                state.registers[.deleted]?.siblings.compactMap { server.changes[$0.dot] ?? forgotten[$0.dot] } ?? []
            let seen = deletions.reduce(into: Set<Int>()) { $0.formUnion(ledger.sight(of: $1)) }
            for (_, register) in state.registers {
                unseen.formUnion(register.siblings.compactMap { ledger.token($0.value) })
            }
            unseen.subtract(seen)
        }
        return unseen
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
