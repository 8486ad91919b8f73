import SyncServer

/// Numbers as people say them.
enum Count {
    static func of(_ count: Int, _ noun: String) -> String { "\(count) \(noun)\(count == 1 ? "" : "s")" }

    /// Rounded up, for nothing takes no room.
    static func megabytes(_ bytes: Int64) -> String { "\((bytes + 999_999) / 1_000_000) MB" }
}

extension BackupReport {
    /// What it holds: `1 team, 37 records, 120 changes`.
    var holdings: String {
        let records = Count.of(teams.reduce(0) { $0 + $1.records }, "record")
        let changes = Count.of(teams.reduce(0) { $0 + $1.changes }, "change")
        return "\(Count.of(teams.count, "team")), \(records), \(changes)"
    }
}

extension TeamReport {
    /// The first eight digits, as people compare them across two screens.
    var spokenDigest: String { "\(digest.prefix(4))-\(digest.dropFirst(4).prefix(4))" }
}
