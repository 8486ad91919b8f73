import SyncModel
import TestSupport
import Testing

@testable import SyncClient

/// What one request carries, and what waits for the next.
@Suite final class BatchTests: TwoLaptops {
    /// Syncs Sam's laptop with `server`, and tells what went up; `meanwhile` happens while a request is on its way.
    private func requests(
        to server: TeamServer, limits: Limits = .standard, direction: SyncDirection = .both,
        meanwhile: @escaping (SyncRequest) throws -> Void = { _ in }
    ) throws -> [SyncRequest] {
        var requests: [SyncRequest] = []
        let watched = Network(server: try server.upstream(for: sam)) { server, request in
            requests.append(request)
            try meanwhile(request)
            return try server.sync(request)
        }
        _ = try sam.replica.sync(
            with: watched, direction: direction, limits: limits, random: { 0 }, pause: { _ in })
        return requests
    }

    private func emptiedServer() throws -> TeamServer {
        let emptied = try TeamServer(identity: server.identity)
        for device in [sam, priya] { try emptied.join(device) }
        return emptied
    }

    @Test func `who only receives sends nothing`() throws {
        try priya.write("From Priya.", of: "p")
        try priya.sync(try server.upstream(for: priya))
        try sam.write("Not yet.")
        let requests = try requests(to: server, direction: .receiveOnly)
        #expect(requests.allSatisfy { $0.changes.isEmpty && $0.offers.isEmpty })
        #expect(try sam.unsentCount == 1)
        #expect(try sam.shown(of: "p") == "From Priya.")
    }

    @Test func `a request brings no more changes than the server takes`() throws {
        for number in 0..<25 { try sam.write("Words.", of: "n\(number)") }
        var limits = Limits()
        limits.requestChanges = 10
        #expect(try requests(to: server, limits: limits).map(\.changes.count) == [10, 10, 5])
    }

    @Test func `edits go up in the order in which they were made`() throws {
        for key in ["d", "a", "c", "b"] { try sam.write("Words.", of: key) }
        var limits = Limits()
        limits.requestChanges = 3
        let changes = try requests(to: server, limits: limits).map(\.changes)
        #expect(changes.map { $0.map(\.record.key) } == [["d", "a", "c"], ["b"]])
        #expect(changes.joined().map(\.dot.n) == [1, 2, 3, 4])
    }

    @Test func `a request is no longer than the server takes`() throws {
        for number in 0..<10 { try sam.write(String(repeating: "long ", count: 4_000), of: "n\(number)") }
        var limits = Limits()
        limits.requestBytes = 128 * 1024
        let requests = try requests(to: server, limits: limits)
        #expect(requests.allSatisfy { $0.lines.count <= limits.requestBytes })
        #expect(requests.flatMap(\.changes).count == 10)
    }

    @Test func `edits that rest on what the server lost wait for its return, and let others go first`() throws {
        for number in 0..<30 { try sam.write("Before.", of: "n\(number)") }
        try sam.sync(try server.upstream(for: sam))
        for number in 0..<30 { try sam.write("After.", of: "n\(number)") }
        try sam.write("New.", of: "new")
        var limits = Limits()
        limits.requestChanges = 10
        let requests = try requests(to: try emptiedServer(), limits: limits)
        #expect(requests.dropFirst().first?.changes.map(\.record.key) == ["new"])
    }

    @Test func `offers leave room for what a person writes meanwhile`() throws {
        for number in 0..<20 { try sam.write(String(repeating: "long ", count: 2_000), of: "n\(number)") }
        try sam.sync(try server.upstream(for: sam))
        var limits = Limits()
        limits.requestBytes = 164 * 1024
        var isWritten = false
        let requests = try requests(to: try emptiedServer(), limits: limits) { request in
            guard !request.offers.isEmpty, !isWritten else { return }
            isWritten = true
            try self.sam.write(String(repeating: "new ", count: 5_000), of: "new")
        }
        let offering = requests.filter { !$0.offers.isEmpty }
        #expect(offering.dropFirst().first?.changes.count == 1)
    }

    @Test func `an offer that no request can carry stops no other`() throws {
        try sam.write(String(repeating: "long ", count: 30_000), of: "long")
        try sam.write("Short.", of: "short")
        try sam.sync(try server.upstream(for: sam))
        let emptied = try emptiedServer()
        var limits = Limits()
        limits.requestBytes = 128 * 1024
        let requests = try requests(to: emptied, limits: limits)
        #expect(requests.allSatisfy { $0.lines.count <= limits.requestBytes })
        try priya.sync(try emptied.upstream(for: priya))
        #expect(try priya.shown(of: "short") == "Short.")
    }
}
