import Glibc
import Notebook
import SyncClient
import SyncModel

/// What can be wrong with a replica, looked at one thing after the other.
struct HealthCheck {
    let notebook: Notebook
    let places: Places
    let desk: Desk

    func findings() throws -> [Finding] {
        [
            try integrity, library, try index, writer, modes, try sync, try difference, try quarantine, try drafts,
        ]
    }

    /// Mends what can be mended without a question. Returns what was done.
    func mend() throws -> [Line] {
        let closed = HealthCheck.closeFiles(at: places)
        var done: [Line] = closed > 0 ? [Line("Closed \(Plural.count(closed, "file")) to others.")] : []
        if !notebook.replica.isReadOnly, try notebook.searchIndexState() == .damaged {
            try notebook.rebuildSearchIndex()
            done.append("Made the search index anew.")
        }
        return done
    }

    private var integrity: Finding {
        get throws {
            guard let damage = try notebook.replica.damage() else { return .fine("integrity", "The replica is sound.") }
            return Finding(
                check: "integrity", isFine: false,
                text: "The replica fails its check (\(damage)); `fieldnotes recover` makes it anew.",
                exit: .replica)
        }
    }

    private var library: Finding {
        .fine("sqlite", "SQLite \(Replica.sqliteVersion); one process at a time writes or checkpoints.")
    }

    private var index: Finding {
        get throws {
            guard !notebook.replica.isReadOnly, notebook.replica.writer == nil else {
                return .fine("search", "The search index was not looked at: nothing can be written here just now.")
            }
            return switch try notebook.searchIndexState() {
            case .sound(unindexed: 0): .fine("search", "The search index tells of every note.")
            case .sound(let count):
                .fine(
                    "search",
                    "\(Plural.count(count, "note")) \(Plural.verb(count, "is", "are")) not in the search index yet; a search "
                        + "reads \(Plural.verb(count, "it", "them")).")
            case .damaged:
                .wanting(
                    "search", "The search index is damaged. `fieldnotes doctor --fix` makes it anew from the notes.")
            }
        }
    }

    private var writer: Finding {
        guard let holder = notebook.replica.writer else { return .fine("lock", "Nobody else is writing here.") }
        let since = desk.dates.timeOfDay(holder.started)
        return .fine("lock", "`\(holder.purpose)` (process \(holder.process), started \(since)) is writing here.")
    }

    private var modes: Finding {
        let open = HealthCheck.openFiles(at: places)
        guard !open.isEmpty else { return .fine("modes", "Only you can read the files.") }
        return .wanting(
            "modes", "Others may read \(Sentence.list(open)). `fieldnotes doctor --fix` closes them.")
    }

    private var sync: Finding {
        get throws {
            let status = try notebook.status(limit: 0)
            guard let team = status.team else { return .fine("sync", "Not connected to a team.") }
            let waiting =
                "\(Plural.count(status.unsentNotes, "note")) waiting, \(Plural.count(status.conflictCount, "conflict"))"
            let last = status.lastSync.map { "last synced \(desk.dates.full($0))" } ?? "never synced"
            return .fine("sync", "\(team): \(last), \(waiting)\(status.isInStep ? ", in step" : "").")
        }
    }

    private var difference: Finding {
        get throws {
            guard let finding = try notebook.replica.read({ $0.identity.finding }) else {
                return .fine("digest", "No sync found this replica and the server apart.")
            }
            let what =
                "\(Plural.count(finding.records, "record")) \(Plural.verb(finding.records, "was", "were")) not as the server has "
                + "\(Plural.verb(finding.records, "it", "them")) (\(desk.dates.full(finding.at)))"
            return finding.isMended
                ? .fine("digest", "\(what); mended.")
                : .wanting("digest", "\(what), and that is not mended yet; `fieldnotes sync` tries again.")
        }
    }

    private var quarantine: Finding {
        get throws {
            let count = try notebook.status(limit: 0).refused.count
            guard count > 0 else { return .fine("refused", "The server refused nothing.") }
            return .wanting(
                "refused", "The server refused \(Plural.count(count, "change")); `fieldnotes status` tells which.")
        }
    }

    private var drafts: Finding {
        get throws {
            let count = try desk.drafts().all().count
            guard count > 0 else { return .fine("drafts", "No draft was left.") }
            return .fine("drafts", "\(Plural.count(count, "draft")) left; `fieldnotes drafts` lists them.")
        }
    }

    /// Of the replica's files those that others than their owner may read.
    static func openFiles(at places: Places) -> [String] {
        let folder = places.replica
        let names = ["replica.sqlite", "replica.sqlite-wal", "replica.sqlite-shm", "lock"].map { "\(folder)/\($0)" }
        return ([folder, places.token] + names).filter { path in
            var facts = stat()
            return stat(path, &facts) == 0 && facts.st_mode & 0o077 != 0
        }
    }

    /// Takes from others what they might do with the replica's files. Returns how many were changed.
    static func closeFiles(at places: Places) -> Int {
        openFiles(at: places).count { path in chmod(path, Folder.isFolder(path) ? 0o700 : 0o600) == 0 }
    }
}

/// What a check found.
struct Finding {
    let check: String
    let isFine: Bool
    let text: String
    let exit: Exit

    static func fine(_ check: String, _ text: String) -> Finding {
        Finding(check: check, isFine: true, text: text, exit: .done)
    }

    static func wanting(_ check: String, _ text: String) -> Finding {
        Finding(check: check, isFine: false, text: text, exit: .failed)
    }

    var json: JSON { ["check": .text(check), "ok": .flag(isFine), "detail": .text(text)] }
    var cells: [String] { [check, isFine ? "ok" : "bad", text] }

    var line: Line {
        Line(isFine ? "ok  " : "!   ", isFine ? .good : .bad) + Line(text)
    }
}
