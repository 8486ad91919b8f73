import SyncModel
import TestSupport
import Testing

@testable import SyncClient

/// Servers that never come to an end. A sync does.
@Suite final class EndlessServerTests: TwoLaptops {
    private var calls = 0
    /// More than this nobody needs for three notes.
    private let callsMax = 20

    override init() throws {
        try super.init()
        for number in 0..<3 { try priya.write("From Priya.", of: "p\(number)") }
        try priya.sync(try server.upstream(for: priya))
        try sam.sync(try server.upstream(for: sam))
    }

    /// Syncs Sam's laptop with a server that does `act`, and is cut off where it goes on for too long.
    private func sync(_ act: @escaping (any Upstream, SyncRequest, Int) throws -> SyncAnswer) throws {
        calls = 0
        let endless = Network(server: try server.upstream(for: sam)) { [self] server, request in
            calls += 1
            guard calls <= callsMax else { throw UpstreamError.malformed("it never ends") }
            return try act(server, request, calls)
        }
        _ = try? sam.sync(endless)
        #expect(calls < callsMax)
        try sam.sync(try server.upstream(for: sam))
        #expect(try sam.digest == priya.digest)
        #expect(try sam.shown(of: "p2") == "From Priya.")
    }

    @Test(arguments: [false, true])
    func `one that makes up a new cursor for every answer is left`(tellsAgain: Bool) throws {
        try sync { server, request, number in
            var asked = request
            asked.cursor = nil
            guard case .told(var response) = try server.sync(asked) else { throw UpstreamError.malformed("forked") }
            if !tellsAgain { response.records = [] }
            response.cursor = "made up \(number)"
            response.more = true
            return .told(response)
        }
    }

    @Test func `one that loses its past again and again is left`() throws {
        try sync { server, request, number in
            guard number.isMultiple(of: 2) else { return .cursorForked(serverTime: 0) }
            var asked = request
            asked.cursor = nil
            guard case .told(var response) = try server.sync(asked) else { throw UpstreamError.malformed("forked") }
            response.more = true
            return .told(response)
        }
    }

    @Test func `a read from the beginning passes over all that is known, however many pages that takes`() throws {
        for number in 3..<10 { try priya.write("From Priya.", of: "p\(number)") }
        try priya.sync(try server.upstream(for: priya))
        try sam.sync(try server.upstream(for: sam))
        try priya.write("New.", of: "new")
        try priya.sync(try server.upstream(for: priya))
        try sam.replica.write { $0.identity.cursor = nil }
        var limits = Limits()
        limits.pageBytes = 1
        try sam.sync(try server.upstream(for: sam), limits: limits)
        #expect(try sam.shown(of: "new") == "New.")
    }
}
