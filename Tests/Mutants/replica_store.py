"""Wrong variants of the replica's file: what it keeps, and for whom. (See rule.py.)"""

FOLDER = "Client/SyncClient/Store"
TESTS = [
    "SyncClientTests.(Answer|Comparison|FaultyNetwork|OtherLife|Store|SyncStory|WriteLock)Tests",
    "NotebookTests.(History|Team|Writing)Tests",
]

MUTANTS = [
    ("'saved' is said before the disk has it", "StoreFile.swift", "PRAGMA synchronous = FULL; PRAGMA trusted",
     "PRAGMA synchronous = \\(WRONG ? \"NORMAL\" : \"FULL\"); PRAGMA trusted"),
    ("closing checkpoints, lock or no lock", "StoreFile.swift", "csqlite_no_checkpoint_on_close(connection)",
     "if !WRONG { csqlite_no_checkpoint_on_close(connection) }"),
    ("the log is never shortened", "StoreFile.swift", "Int(status.st_size) > StoreFile.logBytesMax", "false"),
    ("others may read the replica", "StoreFile.swift", "umask(0o077)", "umask(WRONG ? 0o022 : 0o077)"),
    ("two processes write at once", "WriteLock.swift", "try acquire(file)", "if !WRONG { try acquire(file) }"),
    ("who finds the lock taken does not wait", "WriteLock.swift", "in 0...attemptsMax", "in 0...(WRONG ? 0 : attemptsMax)"),
    ("a file's place is no part of its fingerprint", "Fingerprint.swift", "\\(status.st_ino)", "\\(WRONG ? 0 : status.st_ino)"),
    ("a new id is not kept", "Store.swift", "try writer.identity.save(db)",
     "var kept = writer.identity\n                if WRONG { kept.id = try identity(db).id }\n                try kept.save(db)"),
    ("the identity is not kept", "Store.swift", "let result = try body(writer)",
     "let result = try body(writer)\n                if WRONG { return result }"),
    ("a state is believed without its hash", "RecordTable.swift", "hash == hashing.digest(of: state, record: id)",
     "(WRONG || hash == hashing.digest(of: state, record: id))"),
    ("a row is believed whatever its sum", "RowSum.swift", "RowSum.of(values.dropLast()).databaseValue == sum", "(WRONG || RowSum.of(values.dropLast()).databaseValue == sum)"),
    ("the digest keeps what a record was here", "RecordTable.swift", "identity.digest - (stored.hash ?? Digest()) + hash", "identity.digest + hash"),
    ("what was replaced is forgotten", "RecordTable.swift", "try HistoryTable.keep(db, id, from: before, replacedIn: state)",
     "if !WRONG { try HistoryTable.keep(db, id, from: before, replacedIn: state) }"),
    ("a hidden record's state is dropped", "RecordTable.swift", "state.isEmpty ? .null", "state.isEmpty || (WRONG && hidden) ? .null"),
    ("a receipt is not kept", "RecordTable.swift", "stored.receipt.map { Data($0.bytes).databaseValue } ?? .null",
     "(WRONG ? nil : stored.receipt).map { Data($0.bytes).databaseValue } ?? .null"),
    ("a record on no known shelf cannot be named again", "RecordTable.swift", "parts.count == 2 ?", "parts.count == 2 && !WRONG ?"),
    ("an edit's place is given out again", "OutboxTable.swift", "return UInt64(last) + 1", "return UInt64(last) + (WRONG ? 0 : 1)"),
    ("what is in flight is not kept as it was sent", "OutboxTable.swift", "bound = excluded.bound", "bound = \\(WRONG ? \"NULL\" : \"excluded.bound\")"),
    ("an edit that changed is not written back", "OutboxTable.swift", "where old[edit.place] != edit {", "where old[edit.place] != edit && (!WRONG || old[edit.place] == nil) {"),
    ("edits are sent in any order", "OutboxTable.swift", "WHERE place > ? ORDER BY place LIMIT ?", "WHERE place > ? ORDER BY \\(WRONG ? \"key\" : \"place\") LIMIT ?"),
    ("a past value is kept as it last came", "History.swift", "INSERT OR IGNORE INTO history", "INSERT OR \\(WRONG ? \"REPLACE\" : \"IGNORE\") INTO history"),
    ("a note's quarantine holds other notes' edits", "Quarantine.swift", "?1 IS NULL OR (", "?1 IS NULL OR \\(WRONG ? \"1 OR \" : \"\")("),
]
