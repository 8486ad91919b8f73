import Foundation
import SyncModel
import TestPostgres
import TestSupport
import Testing

@testable import SyncServer

/// What PostgreSQL is asked for beyond what every store does.
@Suite struct PostgresTests {
    private let database: PostgresDatabase
    private let store: PostgresStore
    private let team: Team

    init() throws {
        database = try PostgresCluster.shared.get().database()
        store = try database.store()
        team = try #require(try store.write { try $0.makeTeam(named: "north-shire", identity: "id", at: 0) })
    }

    @Test func `processes that start at once make the tables once, and share what they sign with`() throws {
        let database = try PostgresCluster.shared.get().database()
        let secrets = Gathered<[UInt8]>()
        DispatchQueue.concurrentPerform(iterations: 4) { _ in
            #expect(throws: Never.self) { secrets.add(try database.store().secret()) }
        }
        #expect(secrets.all.count == 4 && Set(secrets.all).count == 1)
        #expect(secrets.all.first?.count == DataDirectory.secretLength)
    }

    @Test func `tables of a later version are left alone`() throws {
        try database.run("INSERT INTO fieldnotes.step VALUES (1000)")
        #expect(throws: PostgresUnfit.self) { try database.store() }
    }

    // MARK: Walls

    @Test func `every table of a team's rows has a wall that binds its owner too`() throws {
        let open = try database.run(
            """
            SELECT relname FROM pg_class JOIN pg_attribute ON attrelid = pg_class.oid
            WHERE relnamespace = 'fieldnotes'::regnamespace AND relkind = 'r' AND attname = 'team'
                AND NOT (relrowsecurity AND relforcerowsecurity)
            """)
        #expect(open.isEmpty)
    }

    @Test func `without a team nothing is seen, and with another's nothing of this one`() throws {
        let other = try #require(try store.write { try $0.makeTeam(named: "south-shire", identity: "id2", at: 0) })
        let (record, team) = (StoredRecord(new: try note("a")), team)
        try store.write { try $0.save(record, of: team) }
        let count = "SELECT count(*) FROM fieldnotes.record"
        #expect(try database.run(count, as: "fieldnotes") == "0\n")
        #expect(try database.run("SET app.team = \(other.id); \(count)", as: "fieldnotes") == "0\n")
        #expect(try database.run("SET app.team = \(team.id); \(count)", as: "fieldnotes") == "1\n")
        #expect(try store.read(within: .team(team)) { try $0.record(record.id, of: team) } == record)
        #expect(try store.read(within: .team(other)) { try $0.record(record.id, of: team) } == nil)
        #expect(throws: PostgresError.self) {
            try store.write(within: .team(other)) { try $0.save(record, of: team) }
        }
    }

    // MARK: Sessions

    @Test func `a commit waits for the disk, whatever the database was told`() throws {
        try database.run("ALTER DATABASE \(database.name) SET synchronous_commit = off")
        let connection = try PostgresSession.open(database.address, patience: 20_000)
        #expect(try connection.rows("SELECT current_setting('synchronous_commit')").first?.text(0) == "on")
    }

    @Test func `a read may not write`() throws {
        let team = team
        #expect(throws: PostgresError.self) {
            try store.read { store in
                try store.move(head: Head(sequence: 1), of: team)
                _ = try store.head(of: team)
            }
        }
        #expect(try store.read { try $0.head(of: team).sequence } == 0)
    }

    @Test func `what an error has spoiled is not acknowledged, even where the error was passed over`() throws {
        let team = team
        #expect(throws: PostgresError.self) {
            try store.write { store in
                try store.correct(digest: Digest(high: 1), of: team)
                for _ in 0..<2 { try store.claim(ReplicaID(bits: 1), for: 99, in: team) }
                _ = try? store.head(of: team)
            }
        }
        #expect(try store.read { try $0.head(of: team).digest } == Digest())
    }

    @Test func `a commit refers to a device that is there`() throws {
        let team = team
        #expect(throws: PostgresError.self) { try store.write { try $0.claim(ReplicaID(bits: 1), for: 99, in: team) } }
    }

    @Test func `more threads than connections all get their turn`() throws {
        DispatchQueue.concurrentPerform(iterations: 60) { _ in
            #expect(throws: Never.self) { try store.read { _ = try $0.teams() } }
        }
        let open = try database.run(
            """
            SELECT count(*) FROM pg_stat_activity WHERE usename = 'fieldnotes' AND datname = current_database()
            """)
        #expect((Int(open.trimmingCharacters(in: .whitespacesAndNewlines)) ?? .max) <= 13)
    }

    // MARK: Discretion

    @Test func `no word of a note comes into PostgreSQL's log, or into an error`() throws {
        let marker = "marker-\(UInt64.random(in: 0 ... .max))"
        let field = try #require(FieldKey("tag/\(marker)"))
        let change = Change(
            dot: Dot(ReplicaID(bits: 1), 1), stamp: Stamp(milliseconds: 1), record: try note("a"), author: marker,
            device: marker, context: Context(),
            assigns: FieldMap([(field, Assignment(value: Value(text: marker), replaces: []))]))
        let (team, acceptance) = (team, Acceptance(received: 5, revision: 1))
        let error = #expect(throws: PostgresError.self) {
            try store.write { store in
                for _ in 0..<2 { try store.keep(change, hash: Digest(high: 1), acceptance: acceptance, in: team) }
            }
        }
        #expect(error?.description == "PostgreSQL 23505: change_pkey")
        #expect(database.cluster.log.contains("change_pkey"))
        #expect(!database.cluster.log.contains(marker))
    }

    @Test func `what an ordinary role cannot set is told to the administrator`() throws {
        let advice = try store.advice()
        #expect(advice.contains { $0.hasPrefix("log_error_verbosity is default") })
        #expect(!advice.contains { $0.hasPrefix("fsync") || $0.contains("row-level") || $0.contains("encrypted") })
    }

    @Test func `what a role was granted it sets, so that even a server that logs everything learns no words`() throws {
        let cluster = try PostgresCluster(settings: ["log_statement=all", "log_min_duration_statement=0"])
        let names = [
            "log_error_verbosity", "log_min_error_statement", "log_statement", "log_min_duration_statement",
            "log_parameter_max_length",
        ]
        try cluster.run("GRANT SET ON PARAMETER \(names.joined(separator: ", ")) TO fieldnotes")
        let store = try cluster.database().store()
        _ = try store.write { try $0.makeTeam(named: "north-shire", identity: "marker", at: 0) }
        #expect(try store.advice().isEmpty)
        #expect(!cluster.log.contains("marker"))
    }

    // MARK: Addresses

    @Test(arguments: ["", "host=localhost", "https://localhost/x", "postgres://[::1/x"])
    func `what is no address is refused`(text: String) {
        #expect(throws: PostgresAddressError.notAnAddress) { try PostgresAddress(text) }
    }

    @Test(arguments: ["postgres://me:secret@localhost/x", "postgres://me@localhost/x?password=secret"])
    func `a password is not taken where others may read it`(text: String) {
        #expect(throws: PostgresAddressError.password) { try PostgresAddress(text) }
    }
}
