import Foundation
import GRDB
import SyncModel
import TestSupport
import Testing

@testable import SyncClient
@testable import SyncServer

/// Rows that were lost or altered behind the engine's back, on either side: found, located in few small requests, mended.
@Suite final class ComparisonTests: TwoLaptops {
    /// Sam writes so many notes, and all have them.
    private func share(_ count: Int) throws {
        try sam.replica.write { writer in
            for number in 0..<count {
                let values = FieldMap([(Device.body, Value(text: "Note \(number)."))])
                try writer.edit(try Device.note("n\(number)"), values, sight: Sight())
            }
        }
        for device in [sam, priya] { try device.sync(try server.upstream(for: device)) }
        #expect(try sam.digest == priya.digest)
    }

    /// As another program would, by a connection of its own.
    private func alter(_ device: Device, _ sql: String) throws {
        try DatabaseQueue(path: device.directory + "/replica.sqlite").write { try $0.execute(sql: sql) }
    }

    private func alterServer(_ sql: String) throws {
        try server.store.database.write { try $0.execute(sql: sql) }
    }

    /// Syncs, and returns what was asked and answered on the way.
    private func watch(
        _ device: Device, limits: Limits? = nil
    ) throws -> (report: SyncReport, talk: [(SyncRequest, SyncResponse)]) {
        var talk: [(SyncRequest, SyncResponse)] = []
        let watched = Network(server: try server.upstream(for: device)) { server, request in
            let answer = try server.sync(request)
            if case .told(let response) = answer { talk.append((request, response)) }
            return answer
        }
        return (try device.sync(watched, limits: limits), talk)
    }

    private func expectMended(_ device: Device, records: Int, requests: Int = 3) throws {
        let (report, talk) = try watch(device)
        #expect(talk.count <= requests)
        #expect(report.isInStep == true)
        #expect(report.finding == Finding(at: device.clock.now, records: records, isMended: true))
        #expect(try device.replica.read { $0.identity.finding } == report.finding)
        #expect(try device.replica.damage() == nil)
        #expect(talk.allSatisfy { $0.0.cursor != nil }, "nothing is read from the beginning")
    }

    // MARK: The replica's rows

    @Test func `a row that a replica lost comes back with its next sync`() throws {
        try share(20)
        try alter(priya, "DELETE FROM note WHERE key = 'n7'")
        try expectMended(priya, records: 1)
        #expect(try priya.shown(of: "n7") == "Note 7.")
    }

    @Test func `a row of a replica whose hash was altered is told anew`() throws {
        try share(20)
        try alter(priya, "UPDATE note SET hash = zeroblob(16) WHERE key = 'n7'")
        try expectMended(priya, records: 1)
        #expect(try priya.shown(of: "n7") == "Note 7.")
    }

    @Test func `a state that was altered is neither shown nor sent, and told anew within a day`() throws {
        try share(20)
        try alter(
            priya, "UPDATE note SET state = CAST(replace(state, '\"Sam\"', '\"Sim\"') AS BLOB) WHERE key = 'n7'")
        #expect(throws: ReplicaError.self) { try priya.shown(of: "n7") }
        priya.clock.advance(milliseconds: Search.dayMilliseconds + 1)
        try expectMended(priya, records: 1)
        #expect(try priya.shown(of: "n7") == "Note 7.")
    }

    @Test func `unsent edits of a lost row are sent all the same`() throws {
        try share(3)
        try priya.write("Note 1, by Priya.", of: "n1")
        try alter(priya, "UPDATE note SET state = NULL, hash = NULL, receipt = NULL WHERE key = 'n1'")
        try expectMended(priya, records: 1, requests: 4)
        try sam.sync(try server.upstream(for: sam))
        #expect(try sam.shown(of: "n1") == "Note 1, by Priya.")
    }

    // MARK: The server's rows

    @Test func `a row that the server lost is brought back by who holds it`() throws {
        try share(20)
        try alterServer("DELETE FROM record WHERE key = 'n7'")
        try server.service.reckonDigests()
        try expectMended(priya, records: 1)
        #expect(try watch(sam).report.isInStep == true)
        let dana = try server.device("Dana", in: folder)
        try dana.sync(try server.upstream(for: dana))
        #expect(try dana.digest == priya.digest)
        #expect(try dana.shown(of: "n7") == "Note 7.")
    }

    @Test func `a row that a running server lost is brought back within a day`() throws {
        try share(20)
        try alterServer("DELETE FROM record WHERE key = 'n7'")
        #expect(try watch(priya).talk.count == 1)
        priya.clock.advance(milliseconds: Search.dayMilliseconds + 1)
        try expectMended(priya, records: 1)
        let (report, talk) = try watch(priya)
        #expect(talk.count == 1 && report.isInStep == true && report.finding == nil)
    }

    @Test func `a row of the server that says again what it said before is brought forward by who holds it`() throws {
        try share(20)
        let old = try server.store.database.read { try Row.fetchOne($0, sql: "SELECT * FROM record WHERE key = 'n7'") }
        try sam.write("Note 7, and more.", of: "n7")
        for device in [sam, priya] { try device.sync(try server.upstream(for: device)) }
        try server.store.database.write { db in
            try db.execute(
                sql: "UPDATE record SET state = ?, hash = ? WHERE key = 'n7'", arguments: [old?["state"], old?["hash"]])
        }
        try server.service.reckonDigests()
        try expectMended(priya, records: 1)
        #expect(try watch(sam).report.isInStep == true)
        let dana = try server.device("Dana", in: folder)
        try dana.sync(try server.upstream(for: dana))
        #expect(try dana.shown(of: "n7") == "Note 7, and more.")
    }

    @Test func `a row of the server that was altered is told to nobody, and put right by who holds it`() throws {
        try share(20)
        try alterServer(
            "UPDATE record SET state = CAST(replace(state, 'Note 7.', 'Nope 7.') AS BLOB) WHERE key = 'n7'")
        let dana = try server.device("Dana", in: folder)
        try dana.sync(try server.upstream(for: dana))
        #expect(try dana.shown(of: "n7") == nil)
        try expectMended(priya, records: 1)
        try dana.sync(try server.upstream(for: dana))
        #expect(try dana.shown(of: "n7") == "Note 7.")
        #expect(try dana.digest == priya.digest)
    }

    @Test func `a row of the server whose name was altered into none holds nobody up, and comes back`() throws {
        try share(20)
        try alterServer("UPDATE record SET key = '', hash = x'' WHERE key = 'n7'")
        let dana = try server.device("Dana", in: folder)
        try dana.sync(try server.upstream(for: dana))
        #expect(try dana.shown(of: "n6") == "Note 6.")
        #expect(try dana.shown(of: "n7") == nil)
        try expectMended(priya, records: 1)
        try dana.sync(try server.upstream(for: dana))
        #expect(try dana.shown(of: "n7") == "Note 7.")
    }

    @Test(arguments: ["replace(change, 'Note 1.', 'Nope 1.')", "'{'"])
    func `a change of the server that was altered stops no edit, and is found`(altered: String) throws {
        try share(3)
        try alterServer("UPDATE change SET change = CAST(\(altered) AS BLOB) WHERE key = 'n1'")
        try priya.write("Note 1, by Priya.", of: "n1")
        try sam.write("Note 1, by Sam.", of: "n1")
        for device in [priya, sam, priya] { try device.sync(try server.upstream(for: device)) }
        for device in [priya, sam] {
            #expect(try device.unsentCount == 0)
            #expect(try Set(device.sides(of: "n1")) == ["Note 1, by Priya.", "Note 1, by Sam."])
        }
        #expect(try !Admin(service: server.service).examine().faults.isEmpty)
    }

    @Test func `an edit of a row that the server has altered puts it right`() throws {
        try share(3)
        try alterServer("UPDATE record SET state = CAST('{' AS BLOB) WHERE key = 'n1'")
        try priya.write("Note 1, by Priya.", of: "n1")
        try priya.sync(try server.upstream(for: priya))
        try sam.sync(try server.upstream(for: sam))
        for device in [sam, priya] { #expect(try device.sides(of: "n1") == ["Note 1, by Priya."]) }
        #expect(try sam.digest == priya.digest)
    }

    @Test func `rows lost on both sides at once are all found`() throws {
        try share(40)
        try alter(priya, "DELETE FROM note WHERE key IN ('n1', 'n2', 'n3')")
        try alterServer("DELETE FROM record WHERE key IN ('n3', 'n30', 'n31')")
        try server.service.reckonDigests()
        let (report, talk) = try watch(priya)
        #expect(talk.count <= 3)
        #expect(report.isInStep == true)
        #expect(report.finding?.records == 4)
        // What both have lost a third one holds.
        #expect(try watch(sam).report.isInStep == true)
        #expect(try watch(priya).report.isInStep == true)
        #expect(try priya.shown(of: "n3") == "Note 3.")
    }

    // MARK: Size and age

    @Test func `among five thousand notes a difference costs little`() throws {
        try share(5_000)
        try alter(priya, "DELETE FROM note WHERE key = 'n4321'")
        try alterServer("DELETE FROM record WHERE key = 'n1234'")
        try server.service.reckonDigests()
        let (report, talk) = try watch(priya)
        #expect(report.isInStep == true && report.finding?.records == 2)
        #expect(talk.count == 3)
        let sizes = talk.map { $0.0.lines.count + $0.1.lines.count }
        #expect(sizes.reduce(0, +) < 20_000, "\(sizes)")
    }

    @Test func `a difference too large for one answer is mended all the same`() throws {
        try share(300)
        try alterServer("DELETE FROM record WHERE key LIKE 'n1%'")
        try server.service.reckonDigests()
        try alter(priya, "DELETE FROM note WHERE key LIKE 'n2%'")
        var limits = Limits()
        limits.pageBytes = 2_000
        limits.requestChanges = 40
        for _ in 0..<8 where try !priya.replica.read({ $0.identity.isInStep && $0.identity.finding != nil }) {
            try priya.sync(try server.upstream(for: priya), limits: limits)
        }
        #expect(try priya.replica.read { $0.identity.isInStep })
        #expect(try priya.shown(of: "n299") == "Note 299.")
        try sam.sync(try server.upstream(for: sam))
        #expect(try sam.digest == priya.digest)
    }

    @Test func `what one request cannot ask for is asked for by the next, without comparing again`() throws {
        try share(40)
        try alter(priya, "DELETE FROM note WHERE key LIKE 'n3%'")
        var limits = Limits()
        limits.requestChanges = 4
        let (report, talk) = try watch(priya, limits: limits)
        #expect(report.isInStep == true && report.finding?.records == 11)
        #expect(talk.map { $0.0.wants.count }.filter { $0 > 0 } == [4, 4, 3])
        #expect(talk.count { $0.0.sums != nil } == 1)
    }

    @Test func `with a server that does not know the question everything is read again`() throws {
        try share(20)
        try alter(priya, "DELETE FROM note WHERE key = 'n7'")
        let older = Network(server: try server.upstream(for: priya)) { server, request in
            var known = request
            known.sums = nil
            known.wants = []
            return try server.sync(known)
        }
        #expect(try priya.sync(older).isInStep == true)
        #expect(try priya.shown(of: "n7") == "Note 7.")
    }

    /// A clock that ran ahead and was set right must not put the comparison off until it is there again.
    @Test(arguments: [Search.dayMilliseconds + 1, -Search.dayMilliseconds - 1])
    func `once a day a replica in step compares all it holds, by one request more`(later: Int64) throws {
        try share(3)
        #expect(try watch(priya).talk.count == 1)
        priya.clock.advance(milliseconds: later)
        #expect(try watch(priya).talk.count == 2)
        #expect(try watch(priya).talk.count == 1)
    }

    @Test func `all hashes are read from an index alone, which is in the order of the rows`() throws {
        let plan = try priya.replica.read { reader in
            try Row.fetchAll(reader.db, sql: "EXPLAIN QUERY PLAN \(ShelfSQL(PlainNotes()).hashes)")
                .map { $0["detail"] as String }
        }
        #expect(plan == ["SCAN note USING COVERING INDEX note_hash"])
        let columns = try priya.replica.read { reader in
            try String.fetchAll(reader.db, sql: "SELECT name FROM pragma_index_info('note_hash') ORDER BY seqno")
        }
        #expect(columns == ["number", "hash"])
    }

    @Test func `a sum that an index has wrong is damage, not a difference`() throws {
        try share(3)
        try priya.replica.write { writer in
            // The index still has the row that a table lost without SQLite's doing.
            try writer.db.execute(sql: "DROP INDEX note_hash; CREATE INDEX note_hash ON note(hash) WHERE key <> 'n1'")
        }
        let lying = Network(server: try server.upstream(for: priya)) { server, request in
            guard case .told(var response) = try server.sync(request) else { throw UpstreamError.malformed("no") }
            response.digest = Digest(high: 1, low: 1)
            return .told(response)
        }
        #expect(throws: ReplicaError.self) { try priya.sync(lying) }
    }
}
