import GRDB

/// The power of one process. It is asked before every effect, a commit or a call of the network; once it has gone, nothing
/// that the process still tries has any effect, and a transaction under way is abandoned.
final class Fuse: TransactionObserver {
    /// Effects until the power goes; nil while nothing threatens it.
    private var left: Int?

    var isBlown: Bool { left == 0 }

    func blow(after effects: Int) { left = effects + 1 }

    /// Spends one effect.
    /// - Throws: ``PowerCut`` when the power has gone.
    func burn() throws {
        guard let left else { return }
        self.left = max(left - 1, 0)
        if isBlown { throw PowerCut() }
    }

    func observes(eventsOfKind eventKind: DatabaseEventKind) -> Bool { false }
    func databaseDidChange(with event: DatabaseEvent) {}
    func databaseWillCommit() throws { try burn() }
    func databaseDidCommit(_ db: Database) {}
    func databaseDidRollback(_ db: Database) {}
}

/// The process died here.
struct PowerCut: Error {}
