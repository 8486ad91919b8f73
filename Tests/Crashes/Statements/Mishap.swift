import CSQLite
import GRDB

/// What befalls a store as it begins a statement.
enum Mishap: CaseIterable {
    /// The statement fails, and the program goes on.
    case failure
    /// The program is killed; its files stay as they are.
    case death
}

/// Lets a mishap happen at one statement of a connection, counted from when it is awaited.
final class Misfortune {
    private let mishap: Mishap
    private let disk: Disk
    private let place: Int
    private var count = 0
    private var isAwaited = false

    init(_ mishap: Mishap, atStatement place: Int, on disk: Disk) {
        self.mishap = mishap
        self.disk = disk
        self.place = place
    }

    /// Whether there were so many statements.
    var hasHappened: Bool { count >= place }

    func follow(_ db: Database) {
        let connection = db.sqliteConnection
        db.trace { [self] _ in
            guard isAwaited else { return }
            count += 1
            guard count == place else { return }
            switch mishap {
            // Heeded by every statement that reads or writes a table; BEGIN and COMMIT fail with the disk only.
            case .failure: sqlite3_interrupt(connection)
            case .death: disk.kill()
            }
        }
    }

    func await() { isAwaited = true }
    func end() { isAwaited = false }
}
