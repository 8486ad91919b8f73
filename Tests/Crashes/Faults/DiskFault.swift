import CSQLite

/// How a disk can fail under SQLite, and go on.
enum DiskFault: CaseIterable {
    case failingWrite, fullWrite, failingSync, fullSync

    var acts: Disk.Acts {
        switch self {
        case .failingWrite, .fullWrite: [.write, .truncate]
        case .failingSync, .fullSync: .sync
        }
    }

    /// How far on the next place is that is worth a fault: a transaction has few syncs and many writes, most of them alike.
    func stride(at place: Int) -> Int { acts == .sync ? 1 : 1 + place / 3 }

    var isFull: Bool { self == .fullWrite || self == .fullSync }

    var code: Int32 { isFull ? SQLITE_FULL : SQLITE_IOERR }
}
