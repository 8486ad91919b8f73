import SyncModel
import TestSupport
import Testing

@testable import SyncClient

/// A network that does something to each call, in front of a real service.
struct Network: Upstream {
    let server: any Upstream
    let act: (any Upstream, SyncRequest) throws -> SyncAnswer

    func sync(_ request: SyncRequest) throws -> SyncAnswer { try act(server, request) }
}

@Suite final class FaultyNetworkTests: TwoLaptops {
    @Test func `a push repeated after a lost answer is applied once`() throws {
        try sam.write("One.")
        let losing = Network(server: try server.upstream(for: sam)) { server, request in
            _ = try server.sync(request)
            throw UpstreamError.unreachable("the answer was lost", isConnected: false)
        }
        #expect(throws: UpstreamError.self) { try sam.sync(losing) }
        #expect(try sam.unsentCount == 1)
        try sam.write("One, and more.")
        try sam.sync(try server.upstream(for: sam))
        try priya.sync(try server.upstream(for: priya))
        #expect(try priya.sides() == ["One, and more."])
        #expect(try sam.digest == priya.digest)
    }

    @Test func `the same request sent twice applies once`() throws {
        try sam.write("One.")
        let doubling = Network(server: try server.upstream(for: sam)) { server, request in
            _ = try server.sync(request)
            return try server.sync(request)
        }
        let report = try sam.sync(doubling)
        #expect(report.sent == 1)
        #expect(report.isInStep == true)
    }

    @Test func `what is in flight is sent again byte for byte, and later edits make the next change`() throws {
        try sam.write("One.")
        var sent: [Change] = []
        let cut = Network(server: try server.upstream(for: sam)) { _, request in
            sent += request.changes
            throw UpstreamError.unreachable("cut", isConnected: false)
        }
        #expect(throws: UpstreamError.self) { try sam.sync(cut) }
        try sam.write("Two.")
        #expect(throws: UpstreamError.self) { try sam.sync(cut) }
        #expect(sent.count == 3)
        #expect(sent[0] == sent[1])
        #expect(sent[2].dot.n == 2)
    }

    @Test func `notes edited while a sync runs are all kept`() throws {
        for number in 0..<20 { try sam.write("First.", of: "n\(number)") }
        let sam = self.sam
        var turn = 0
        let meanwhile = Network(server: try server.upstream(for: sam)) { server, request in
            let answer = try server.sync(request)
            if turn == 0 { for number in 0..<20 { try sam.write("Second.", of: "n\(number)") } }
            turn += 1
            return answer
        }
        try sam.sync(meanwhile)
        try priya.sync(try server.upstream(for: priya))
        #expect(try (0..<20).allSatisfy { try priya.sides(of: "n\($0)") == ["Second."] })
        #expect(try sam.digest == priya.digest)
    }

    @Test func `one refused change stops no other, and is kept`() throws {
        try sam.write("Fine.", of: "a")
        try sam.write(String(repeating: "long ", count: 60_000), of: "b")
        try sam.write("Fine too.", of: "c")
        let report = try sam.sync(try server.upstream(for: sam))
        #expect(report.sent == 2)
        #expect(report.refusals.map { $0.refusal.code } == [.tooLarge])
        #expect(try sam.replica.read { try $0.quarantine() }.count == 1)
        #expect(try sam.unsentCount == 0)
        try priya.sync(try server.upstream(for: priya))
        #expect(try priya.shown(of: "c") == "Fine too.")
    }

    @Test func `edits on top of a refused one take over what it replaced`() throws {
        try sam.write("Short.")
        try sam.sync(try server.upstream(for: sam))
        try sam.write(String(repeating: "long ", count: 60_000))
        let cut = Network(server: try server.upstream(for: sam)) { _, _ in
            throw UpstreamError.unreachable("cut", isConnected: false)
        }
        #expect(throws: UpstreamError.self) { try sam.sync(cut) }
        try sam.write("Shortened again.")
        #expect(try sam.sync(try server.upstream(for: sam)).refusals.isEmpty, "there is nothing left to mend")
        #expect(try sam.replica.read { try $0.quarantine() }.isEmpty)
        #expect(try sam.sides() == ["Shortened again."])
        try priya.sync(try server.upstream(for: priya))
        #expect(try priya.sides() == ["Shortened again."])
    }

    @Test func `a mended text replaces what was sent while it lay refused, under the name it got`() throws {
        try sam.write("Short.")
        let cut = Network(server: try server.upstream(for: sam)) { _, _ in
            throw UpstreamError.unreachable("cut", isConnected: false)
        }
        #expect(throws: UpstreamError.self) { try sam.sync(cut) }
        // More than a request may hold: it is put aside before the first has its answer.
        try sam.write(String(repeating: "long ", count: 1_000_000))
        let id = try Device.note("n")
        let opened = try sam.replica.write { try $0.sight(of: id) }
        #expect(try sam.sync(try server.upstream(for: sam)).refusals.count == 1)
        #expect(try sam.sides() == ["Short."])
        let mended = FieldMap([(Device.body, Value(text: "Mended."))])
        try sam.replica.write { try $0.edit(id, mended, sight: opened) }
        #expect(try sam.sides() == ["Mended."])
        #expect(try sam.replica.read { try $0.quarantine() }.isEmpty)
    }

    @Test func `many notes travel in many pages and batches`() throws {
        try sam.replica.write { writer in
            for number in 0..<300 {
                let id = try Device.note("n\(number)")
                try writer.edit(id, FieldMap([(Device.body, Value(text: "Note \(number)."))]), sight: Sight())
            }
        }
        var limits = Limits()
        limits.requestChanges = 70
        limits.pageBytes = 4_000
        let report = try sam.sync(try server.upstream(for: sam), limits: limits)
        #expect(report.sent == 300)
        var calls = 0
        let counting = Network(server: try server.upstream(for: priya)) { server, request in
            calls += 1
            return try server.sync(request)
        }
        #expect(try priya.sync(counting, limits: limits).received == 300)
        #expect(calls > 5)
        #expect(try priya.digest == sam.digest)
    }

    @Test func `waiting between tries is bounded by what the server asks, and the last error is told`() throws {
        var pauses: [Double] = []
        let busy = Network(server: try server.upstream(for: sam)) { _, _ in
            throw UpstreamError.busy(retryAfterSeconds: 7, nil)
        }
        #expect(throws: UpstreamError.busy(retryAfterSeconds: 7, nil)) {
            try sam.replica.sync(with: busy, random: { 0.5 }, pause: { pauses.append($0) })
        }
        #expect(pauses == [7.5, 7.5, 7.5])
    }

    @Test func `where there is no time left to wait, what led to the wait is told, and nothing more is asked`() throws {
        var calls = 0
        let busy = Network(server: try server.upstream(for: sam)) { _, _ in
            calls += 1
            throw UpstreamError.busy(retryAfterSeconds: nil, nil)
        }
        #expect(throws: UpstreamError.busy(retryAfterSeconds: nil, nil)) {
            try sam.replica.sync(with: busy, random: { 0.5 }, pause: { _ in throw CancellationError() })
        }
        #expect(calls == 1)
    }

    @Test(arguments: [1, 2, 5])
    func `a call is tried as often as is asked for`(tries: Int) throws {
        var calls = 0
        let cut = Network(server: try server.upstream(for: sam)) { _, _ in
            calls += 1
            throw UpstreamError.unreachable("cut", isConnected: true)
        }
        #expect(throws: UpstreamError.self) {
            try sam.replica.sync(with: cut, random: { 0.5 }, pause: { _ in }, tries: tries)
        }
        #expect(calls == tries)
    }
}
