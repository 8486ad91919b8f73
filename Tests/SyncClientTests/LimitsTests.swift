import SyncModel
import TestSupport
import Testing

@testable import SyncClient

/// Requests at the edge of what a server takes, and answers at the edge of what one says.
@Suite final class LimitsTests: TwoLaptops {
    private func writeNotes(_ count: Int) throws {
        try sam.replica.write { writer in
            for number in 0..<count {
                let id = try Device.note("n\(number)")
                let values = FieldMap([(Device.body, Value(text: "Note \(number)."))])
                try writer.edit(id, values, sight: try writer.sight(of: id))
            }
        }
    }

    /// The way to `server` that refuses what is larger than `limits` allow, as a real one does before it reads anything.
    private func strict(_ server: any Upstream, _ limits: Limits) -> Network {
        Network(server: server) { server, request in
            guard request.lines.count <= limits.requestBytes else {
                throw UpstreamError.refused(Problem(.tooLarge, "too large"))
            }
            return try server.sync(request)
        }
    }

    private func emptiedServer() throws -> TeamServer {
        let emptied = try TeamServer(identity: server.identity)
        for device in [sam, priya] { try emptied.join(device) }
        return emptied
    }

    @Test func `what is offered to a server that lost it never makes a request larger than it takes`() throws {
        try writeNotes(1_200)
        try sam.sync(try server.upstream(for: sam))
        let emptied = try emptiedServer()
        var limits = Limits()
        limits.requestBytes = 300_000
        try sam.sync(strict(try emptied.upstream(for: sam), limits), limits: limits)
        try priya.sync(try emptied.upstream(for: priya))
        #expect(try priya.digest == sam.digest)
        #expect(try priya.shown(of: "n1199") == "Note 1199.")
    }

    @Test func `edits that rest on what the server lost do not keep its return waiting for ever`() throws {
        try writeNotes(30)
        try sam.sync(try server.upstream(for: sam))
        let emptied = try emptiedServer()
        try writeNotes(30)
        try sam.write("New.", of: "new")
        var limits = Limits()
        limits.requestChanges = 10
        let report = try sam.sync(try emptied.upstream(for: sam), limits: limits)
        #expect(report.isInStep == true)
        #expect(try sam.unsentCount == 0)
        try priya.sync(try emptied.upstream(for: priya))
        #expect(try priya.shown(of: "new") == "New.")
    }

    @Test func `only what the server lost is offered, after all that it has was read`() throws {
        try writeNotes(50)
        try sam.sync(try server.upstream(for: sam))
        try sam.replica.write { try $0.startOver() }
        var offers = 0
        let counting = Network(server: try server.upstream(for: sam)) { server, request in
            offers += request.offers.count
            return try server.sync(request)
        }
        var limits = Limits()
        limits.pageBytes = 1_000
        #expect(try sam.sync(counting, limits: limits).isInStep == true)
        #expect(offers == 0)
    }

    /// Syncs by steps of `limits`, and tells whether a difference was searched for on the way.
    private func isSearchedFor(_ device: Device, _ upstream: any Upstream, _ limits: Limits) throws -> Bool {
        var isSearchedFor = false
        let watched = Network(server: upstream) { server, request in
            isSearchedFor = isSearchedFor || request.sums != nil
            return try server.sync(request)
        }
        #expect(try device.sync(watched, limits: limits).isInStep == true)
        return isSearchedFor
    }

    @Test func `what comes in pages is read to the last before sums are held against each other`() throws {
        try writeNotes(50)
        try sam.sync(try server.upstream(for: sam))
        var limits = Limits()
        limits.pageBytes = 1_000
        #expect(try !isSearchedFor(priya, try server.upstream(for: priya), limits))
    }

    @Test func `what goes back in several requests is all sent before sums are held against each other`() throws {
        try writeNotes(30)
        try sam.sync(try server.upstream(for: sam))
        var limits = Limits()
        limits.requestChanges = 10
        #expect(try !isSearchedFor(sam, try emptiedServer().upstream(for: sam), limits))
    }

    @Test func `a change that no request can carry is kept, and stops no other`() throws {
        var limits = Limits()
        limits.requestBytes = 128 * 1024
        try sam.write("Fine.", of: "a")
        try sam.write("Before.", of: "b")
        let lost = Network(server: try server.upstream(for: sam)) { _, _ in
            throw UpstreamError.unreachable("cut", isConnected: false)
        }
        #expect(throws: UpstreamError.self) { try sam.sync(lost) }
        try sam.write(String(repeating: "long ", count: 20_000), of: "b")
        try sam.write("Fine too.", of: "c")
        let report = try sam.sync(strict(try server.upstream(for: sam), limits), limits: limits)
        #expect(report.refusals.map { $0.refusal.code } == [.tooLarge])
        #expect(try sam.replica.read { try $0.quarantine() }.count == 1)
        #expect(try sam.unsentCount == 0)
        try priya.sync(try server.upstream(for: priya))
        #expect(try priya.shown(of: "b") == "Before.")
        #expect(try priya.shown(of: "c") == "Fine too.")
    }

    @Test func `what the server told of its limits on joining is kept to from then on`() throws {
        var limits = Limits()
        limits.requestChanges = 10
        let joined = JoinResponse(team: TeamServer.team, member: "Sam", device: "d", serverTime: 0, limits: limits)
        try sam.replica.write { try $0.connect(joined, server: "http://127.0.0.1:1") }
        try writeNotes(25)
        let again = try Device(reopening: sam.directory, seed: 7)
        var sizes: [Int] = []
        let counting = Network(server: try server.upstream(for: sam)) { server, request in
            sizes.append(request.changes.count)
            return try server.sync(request)
        }
        try again.sync(counting)
        #expect(sizes.filter { $0 > 0 } == [10, 10, 5])
    }

    @Test func `a server that leaves no room is not believed`() throws {
        var limits = Limits()
        (limits.requestBytes, limits.requestChanges) = (0, 0)
        try writeNotes(2)
        let report = try sam.sync(try server.upstream(for: sam), limits: limits)
        #expect(report.sent == 2 && report.refusals.isEmpty)
    }

    @Test func `waiting between tries is not taken for a wrong clock`() throws {
        let clock = sam.clock
        var isFirst = true
        let busy = Network(server: try server.upstream(for: sam)) { server, request in
            if isFirst {
                isFirst = false
                throw UpstreamError.busy(retryAfterSeconds: 200, nil)
            }
            guard case .told(var response) = try server.sync(request) else { throw UpstreamError.malformed("no") }
            response.serverTime = clock.now
            return .told(response)
        }
        let report = try sam.replica.sync(
            with: busy, random: { 0 }, pause: { clock.advance(milliseconds: Int64($0 * 1_000)) })
        #expect(report.clockOffset == 0)
    }

    @Test(arguments: [Int64.min, Int64.max])
    func `a server that tells an impossible time ends nothing`(time: Int64) throws {
        try sam.write("One.")
        let odd = Network(server: try server.upstream(for: sam)) { server, request in
            guard case .told(var response) = try server.sync(request) else { throw UpstreamError.malformed("no") }
            response.serverTime = time
            return .told(response)
        }
        #expect(try sam.sync(odd).sent == 1)
    }
}
