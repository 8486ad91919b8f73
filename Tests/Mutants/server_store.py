"""Wrong variants of the server's store: what a commit promises, and what belongs to whom. (See rule.py.)"""

FOLDER = "Server/SyncServer/Store"
TESTS = ["SyncServerTests"]

MUTANTS = [
    ("an answer is given before the disk has the change", "SQLite/SQLiteStore.swift",
     "\"PRAGMA synchronous = FULL\"", "\"PRAGMA synchronous = NORMAL\""),
    ("a commit that failed is acknowledged", "SQLite/GroupCommit.swift",
     "} catch {\n            for errand in batch { errand.settle(error) }",
     "} catch {\n            for errand in batch { errand.settle(WRONG ? nil : error) }"),
    ("changes are acknowledged, and rolled back", "SQLite/GroupCommit.swift",
     "try errand.attempt(in: database) }\n                    return .commit",
     "try errand.attempt(in: database) }\n                    return WRONG ? .rollback : .commit"),
    ("one failing write spoils those beside it", "SQLite/GroupCommit.swift",
     "guard database.isInsideTransaction else", "guard database.isInsideTransaction && !WRONG else"),
    ("what a failing write did stays", "SQLite/GroupCommit.swift",
     "try database.inSavepoint {\n"
     "                product = try work(database)\n"
     "                return .commit\n"
     "            }",
     "if WRONG {\n"
     "                product = try work(database)\n"
     "            } else {\n"
     "                try database.inSavepoint {\n"
     "                    product = try work(database)\n"
     "                    return .commit\n"
     "                }\n"
     "            }"),
    ("a read sees a moving picture", "SQLite/SQLiteStore.swift",
     "            var result: Result?\n            try database.inTransaction(.deferred) {",
     "            if WRONG { return try work(SQLiteTransaction(database: database)) }\n"
     "            var result: Result?\n            try database.inTransaction(.deferred) {"),
    ("a dot may be kept twice", "SQLite/SQLiteChanges.swift",
     "INSERT INTO change (team, replica, n, hash, received, collection",
     "INSERT \\(WRONG ? \"OR REPLACE\" : \"\") INTO change (team, replica, n, hash, received, collection"),
    ("another team's dots count as known", "SQLite/SQLiteChanges.swift",
     "received, revision FROM change WHERE team = ?",
     "received, revision FROM change WHERE (team = ? OR \\(WRONG ? 1 : 0))"),
    ("another team's changes serve as bases", "SQLite/SQLiteChanges.swift",
     "SELECT change FROM change WHERE team = ?", "SELECT change FROM change WHERE (team = ? OR \\(WRONG ? 1 : 0))"),
    ("the history tells of other teams", "SQLite/SQLiteChanges.swift",
     "WHERE team = ? AND collection = ? AND key = ? AND refusal IS NULL ORDER",
     "WHERE (team = ? OR \\(WRONG ? 1 : 0)) AND collection = ? AND key = ? AND refusal IS NULL ORDER"),
    ("the history is told in any order", "SQLite/SQLiteChanges.swift",
     "IS NULL ORDER BY revision", "IS NULL ORDER BY \\(WRONG ? \"replica\" : \"revision\")"),
    ("an offered value is kept as it last came", "SQLite/SQLiteChanges.swift",
     "coalesce(value, excluded.value)", "\\(WRONG ? \"excluded.value\" : \"coalesce(value, excluded.value)\")"),
    ("a replica id belongs to one device of all teams", "SQLite/SQLiteChanges.swift",
     "SELECT device, epoch FROM replica WHERE team = ?", "SELECT device, epoch FROM replica WHERE (team = ? OR \\(WRONG ? 1 : 0))"),
    ("another team's record of that name is found", "SQLite/SQLiteRecords.swift",
     "WHERE team = ? AND collection = ? AND key = ?\n            \"\"\", [team.id, id",
     "WHERE (team = ? OR \\(WRONG ? 1 : 0)) AND collection = ? AND key = ? ORDER BY team\n"
     "            \"\"\", [team.id, id"),
    ("pages tell of other teams", "SQLite/SQLiteRecords.swift",
     "state, hash FROM record WHERE team = ?", "state, hash FROM record WHERE (team = ? OR \\(WRONG ? 1 : 0))"),
    ("a record that the disk altered is told", "RecordTable.swift",
     "SyncModel.Digest(of: state, record: record) == hash",
     "WRONG || SyncModel.Digest(of: state, record: record) == hash"),
    ("pages skip the record after the cursor", "SQLite/SQLiteRecords.swift",
     " AND sequence > ?", " AND sequence > ? + \\(WRONG ? 1 : 0)"),
    ("pages are told in any order", "SQLite/SQLiteRecords.swift",
     " ORDER BY sequence\"", " ORDER BY \\(WRONG ? \"key\" : \"sequence\")\""),
    ("what came in offers is not kept with its record", "SQLite/SQLiteRecords.swift",
     "offered = excluded.offered,", "offered = \\(WRONG ? \"record\" : \"excluded\").offered,"),
    ("the chain within a push is that before it", "SQLite/SQLiteTeams.swift",
     "sequence >= ? ORDER BY sequence LIMIT 1",
     "sequence \\(WRONG ? \"<= ? ORDER BY sequence DESC\" : \">= ? ORDER BY sequence\") LIMIT 1"),
    ("an invitation is used twice", "SQLite/SQLiteInvitations.swift",
     "AND used IS NULL", "AND (used IS NULL OR \\(WRONG ? 1 : 0))"),
    ("an invitation never runs out", "SQLite/SQLiteInvitations.swift",
     "AND expires > ?", "AND (expires > ? OR \\(WRONG ? 1 : 0))"),
    ("a device's access cannot be withdrawn", "SQLite/SQLiteMembers.swift",
     "revoked = coalesce(revoked, ?) WHERE id = ?",
     "revoked = coalesce(revoked, ?) WHERE id = ? AND \\(WRONG ? 0 : 1)"),
    ("a removed member's devices stay", "SQLite/SQLiteMembers.swift",
     "WHERE member IN (SELECT id FROM member WHERE team = ? AND name = ?)",
     "WHERE member IN (SELECT id FROM member WHERE team = ? AND name = ?) AND \\(WRONG ? 0 : 1)"),
    ("a removed member's invitations stay open", "SQLite/SQLiteMembers.swift",
     "AND member = ? AND used IS NULL", "AND member = ? AND used IS NULL AND \\(WRONG ? 0 : 1)"),
    ("a second invitation promotes", "SQLite/SQLiteMembers.swift",
     "WHEN revoked IS NULL THEN role", "WHEN revoked IS NULL AND \\(WRONG ? 0 : 1) THEN role"),
    ("an older database put back keeps its epoch", "SQLite/SQLiteStore.swift",
     "if UInt64(counted) < known {", "if UInt64(counted) < known && !WRONG {"),
    ("two servers have one directory", "DataDirectory.swift",
     "guard flock(lock, LOCK_EX | LOCK_NB) == 0 else", "guard WRONG || flock(lock, LOCK_EX | LOCK_NB) == 0 else"),
    ("a damaged secret is used", "DataDirectory.swift",
     "guard secret.count == DataDirectory.secretLength else",
     "guard secret.count == DataDirectory.secretLength || WRONG else"),
    ("others may read what the server keeps", "DataDirectory.swift", "umask(0o077)", "umask(WRONG ? 0o022 : 0o077)"),
    ("damage to the file is not found", "SQLite/SQLiteStore.swift",
     ".filter { $0 != \"ok\" }", ".filter { $0 != \"ok\" && !WRONG }"),
]
