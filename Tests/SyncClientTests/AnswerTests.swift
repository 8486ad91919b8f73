import SyncModel
import TestSupport
import Testing

@testable import SyncClient

/// Answers that do not fit what was asked, or come when something else has happened here.
@Suite final class AnswerTests: TwoLaptops {
    override init() throws {
        try super.init()
        try priya.write("From Priya.", of: "p")
        try priya.sync(try server.upstream(for: priya))
    }

    private var cursor: String? { get throws { try sam.replica.read { $0.identity.cursor } } }

    private func receipt(of key: String) throws -> Receipt? {
        try sam.replica.read { try $0.records.load($0.db, try Device.note(key)).receipt }
    }

    /// The way to the server on which `alter` has each answer in its hands.
    private func altering(_ alter: @escaping (inout SyncResponse, SyncRequest) throws -> Void) throws -> Network {
        Network(server: try server.upstream(for: sam)) { server, request in
            guard case .told(var response) = try server.sync(request) else { throw UpstreamError.malformed("forked") }
            try alter(&response, request)
            return .told(response)
        }
    }

    private func cut() throws -> Network {
        Network(server: try server.upstream(for: sam)) { _, _ in throw UpstreamError.malformed("cut") }
    }

    @Test func `an answer without all its outcomes changes nothing`() throws {
        try sam.write("One.")
        let before = try cursor
        #expect(throws: UpstreamError.self) { try sam.sync(altering { response, _ in response.outcomes = [] }) }
        #expect(try cursor == before)
        #expect(try sam.unsentCount == 1)
        #expect(try sam.shown(of: "p") == nil)
    }

    @Test func `an edit that got another name meanwhile is sent under it`() throws {
        try sam.write("One.")
        var requests: [SyncRequest] = []
        let renaming = try altering { [self] _, request in
            requests.append(request)
            guard requests.count == 1 else { return }
            try sam.replica.write { try $0.renewIdentity() }
            #expect(throws: UpstreamError.self) { try sam.sync(cut()) }
        }
        try sam.sync(renaming)
        let id = try sam.id
        #expect(requests.map { $0.changes.map(\.dot.replica) }.dropFirst().first == [id])
    }

    @Test(arguments: [false, true])
    func `what is written while a request is on its way stays beside its answer`(byAnotherProcess: Bool) throws {
        try sam.write("One.")
        let writer = try byAnotherProcess ? Device(reopening: sam.directory, clock: sam.clock, seed: 9) : sam
        var isWritten = false
        let writing = try altering { _, _ in
            if !isWritten { try writer.write("Two.") }
            isWritten = true
        }
        try sam.sync(writing)
        #expect(try sam.shown() == "Two.")
        #expect(try sam.unsentCount == 0)
        #expect(try sam.replica.damage() == nil)
    }

    @Test func `who begins anew meanwhile is not led past the beginning`() throws {
        var requests: [SyncRequest] = []
        let restarting = try altering { [self] _, request in
            requests.append(request)
            if requests.count == 1 { try sam.replica.write { try $0.startOver() } }
        }
        try sam.sync(altering { _, _ in })
        try sam.sync(restarting)
        #expect(requests.first?.cursor != nil)
        #expect(requests.dropFirst().first?.cursor == .some(nil))
    }

    @Test func `a receipt is kept with the state it was given for, and no longer`() throws {
        try sam.sync(altering { _, _ in })
        try priya.write("From Priya, again.", of: "p")
        try priya.sync(try server.upstream(for: priya))
        try sam.write("From Sam.", of: "p")
        #expect(try receipt(of: "p") != nil)
        #expect(throws: UpstreamError.self) {
            try sam.sync(
                altering { response, request in
                    guard !request.changes.isEmpty else { throw UpstreamError.malformed("cut") }
                    (response.records, response.more) = ([], true)
                })
        }
        #expect(try receipt(of: "p") == nil)
    }

    @Test func `a page from the past takes nothing back, and its receipt is not taken for the present's`() throws {
        var stale: [ToldRecord] = []
        try sam.sync(altering { response, _ in stale += response.records })
        try sam.write("From Sam.", of: "p")
        try sam.sync(altering { response, _ in response.records = stale })
        #expect(try sam.shown(of: "p") == "From Sam.")
        #expect(try receipt(of: "p") != stale.first?.receipt)
    }

    @Test func `a record in which the server is behind is offered to it`() throws {
        try sam.sync(altering { _, _ in })
        try sam.write("From Sam.", of: "p")
        var requests: [SyncRequest] = []
        let behind = Network(server: try server.upstream(for: sam)) { server, request in
            requests.append(request)
            return requests.count == 1 ? try server.answering(.behind, to: request) : try server.sync(request)
        }
        try sam.sync(behind)
        #expect(requests.dropFirst().first?.offers.map(\.id.key) == ["p"])
        #expect(try sam.unsentCount == 0)
    }

    @Test(arguments: [Outcome.behind, .stampInFuture, .forked])
    func `a server that takes nothing in does not keep a sync going for ever`(outcome: Outcome) throws {
        try sam.write("One.")
        var calls = 0
        let stubborn = Network(server: try server.upstream(for: sam)) { server, request in
            calls += 1
            guard calls < 20 else { throw UpstreamError.malformed("too often") }
            return try server.answering(outcome, to: request)
        }
        #expect(try sam.sync(stubborn).isInStep == nil)
        #expect(try sam.unsentCount == 1)
    }
}

extension Upstream {
    /// What this server tells, without looking at anything that `request` brings: `outcome` is its answer to all of it.
    fileprivate func answering(_ outcome: Outcome, to request: SyncRequest) throws -> SyncAnswer {
        let asking = SyncRequest(replica: request.replica, cursor: request.cursor, pageBytes: request.pageBytes)
        guard case .told(var response) = try sync(asking) else { throw UpstreamError.malformed("forked") }
        response.outcomes = request.changes.map { _ in outcome }
        response.offers = request.offers.map { _ in .known }
        return .told(response)
    }
}
