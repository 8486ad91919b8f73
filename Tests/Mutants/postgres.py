"""Wrong variants of the store in PostgreSQL: whom it waits for, what it tells apart, and what it keeps to itself. (See rule.py.)

A sequence that comes from a SERIAL is no variant of the program but one of the database: LateCommitTests makes it themselves.
"""

FOLDER = "Server/SyncServer/Store/PostgreSQL"
TESTS = ["SyncServerTests"]

MUTANTS = [
    # Order.
    ("a push does not hold its team's row", "PostgresTransaction.swift",
     "= (kind, reach) { try hold(team) }", "= (kind, reach), !WRONG { try hold(team) }"),
    ("a read is made of two pictures", "PostgresTransaction.swift",
     "try connection.send(kind.rawValue)",
     'try connection.send(WRONG ? kind.rawValue.replacing("REPEATABLE READ", with: "READ COMMITTED") : kind.rawValue)'),
    ("a page leaves out the first record after the cursor", "PostgresRecords.swift",
     "state, hash FROM record\n                WHERE team = $1 AND sequence > $2",
     "state, hash FROM record\n                WHERE team = $1 AND sequence > $2 + \\(WRONG ? 1 : 0)"),
    ("a page ends with the rows that were fetched first", "PostgresRecords.swift",
     "rows.count == PostgresTransaction.pageRows else", "rows.count == PostgresTransaction.pageRows && !WRONG else"),
    # Commits.
    ("a commit need not wait for the disk", "PostgresSession.swift",
     "ELSE 'on' END", "ELSE \\(WRONG ? \"current_setting('synchronous_commit')\" : \"'on'\") END"),
    ("a commit that nobody answered for is done again", "PostgresConnection.swift",
     "isBroken || error.isParting ? CommitUnknown() : error", "(isBroken || error.isParting) && !WRONG ? CommitUnknown() : error"),
    ("a commit whose wait for the standby was cut short is acknowledged", "PostgresConnection.swift",
     "guard !isWarned else", "guard !isWarned || WRONG else"),
    ("a commit waits for its standby for ever", "PostgresConnection.swift",
     "if let patience { giveUp", "if let patience, !WRONG { giveUp"),
    ("a spoiled transaction is acknowledged", "PostgresConnection.swift",
     'guard done.command == "COMMIT" else', 'guard done.command == "COMMIT" || WRONG else'),
    ("what surely came to nothing is not done again", "PostgresStore.swift",
     "for _ in 1..<PostgresStore.attemptsMax {", "for _ in 1..<(WRONG ? 1 : PostgresStore.attemptsMax) {"),
    ("a connection that broke is lent again", "PostgresPool.swift",
     "if connection.isBroken { idle = [] }", "if connection.isBroken && !WRONG { idle = [] }"),
    # Lives.
    ("a dump that was restored elsewhere is not noticed", "PostgresLineage.swift",
     "database == later.database else { return true }", "database == later.database else { return !WRONG }"),
    ("a recovery to an earlier moment is not noticed", "PostgresLineage.swift",
     "timeline != later.timeline && hasStandby == 0", "timeline != later.timeline && hasStandby == 0 && !WRONG"),
    ("a standby that has everything ends all cursors", "PostgresLineage.swift",
     "&& hasStandby == 0", "&& (hasStandby == 0 || WRONG)"),
    ("a standby is read from", "PostgresAddress.swift", '"read-write", "client_encoding"', '(WRONG ? "any" : "read-write"), "client_encoding"'),
    # Tables.
    ("two processes make the tables at once", "PostgresSchema.swift",
     "_ = try connection.rows(lock)", "if !WRONG { _ = try connection.rows(lock) }"),
    ("tables of a later version are used", "PostgresSchema.swift",
     "guard done <= steps.count else", "guard done <= steps.count || WRONG else"),
    # Walls.
    ("every transaction sees all teams", "PostgresTransaction.swift", "String(team.id)", 'WRONG ? "0" : String(team.id)'),
    ("the wall does not bind the tables' owner", "PostgresSchema.swift",
     "FORCE ROW LEVEL SECURITY", '\\(WRONG ? "NO FORCE" : "FORCE") ROW LEVEL SECURITY'),
    ("a table has no wall", "PostgresSchema+People.swift",
     '["formerName", "formerToken", "audit"]', '(WRONG ? ["formerName", "audit"] : ["formerName", "formerToken", "audit"])'),
    ("who says no team sees all", "PostgresSchema.swift",
     "nullif(current_setting('app.team', true), '')::bigint",
     "coalesce(nullif(current_setting('app.team', true), ''), \\(WRONG ? \"'0'\" : \"NULL\"))::bigint"),
    # Discretion.
    ("an error quotes what was written", "PostgresError.swift",
     "let words = isQuoting ?", "let words = isQuoting && !WRONG ?"),
    ("what the role was granted it does not set", "PostgresSession.swift",
     "_ = try connection.rows(discretion)", "if !WRONG { _ = try connection.rows(discretion) }"),
    ("the administrator is not told what is at risk", "PostgresSurroundings.swift",
     "guard !safe.contains(found) else", "guard !safe.contains(found) && !WRONG else"),
    # What belongs to whom, and counts once.
    ("an invitation is used twice", "PostgresInvitations.swift",
     "AND used IS NULL AND expires > $1", "AND (used IS NULL OR \\(WRONG)) AND expires > $1"),
    ("an invitation never runs out", "PostgresInvitations.swift",
     "AND expires > $1", "AND (expires > $1 OR \\(WRONG))"),
    ("an offered value is kept as it last came", "PostgresChanges.swift",
     "coalesce(offeredValue.value, excluded.value)",
     "\\(WRONG ? \"excluded.value\" : \"coalesce(offeredValue.value, excluded.value)\")"),
    ("a replica id belongs to one device of all teams", "PostgresChanges.swift",
     "SELECT device, epoch FROM replica WHERE team = $1", "SELECT device, epoch FROM replica WHERE (team = $1 OR \\(WRONG))"),
]
