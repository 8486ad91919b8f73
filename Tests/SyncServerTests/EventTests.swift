import HTTPTypes
import HummingbirdTesting
import NIOCore
import SyncModel
import Synchronization
import TestSupport
import Testing

@testable import SyncServer

@Suite(.onEveryStore) struct EventTests {
    @Test(.timeLimit(.minutes(10)), arguments: [TestingSetup.router, .live])
    func `events tell the head at once and when it moves, and end with the device's access`(
        setup: TestingSetup
    ) async throws {
        try await WithServer(setup) { server in
            _ = try server.session.sync(request(try server.change(1)))
            async let stream = server.get("/v1/teams/north-shire/events")
            try await server.watched()
            _ = try server.session.sync(request(try server.change(2)))
            _ = try server.memory.admin.revoke(device: "sam-laptop", of: "north-shire")
            let answer = try await stream
            #expect(answer.headers[.contentType] == "text/event-stream")
            #expect(try heads(toldIn: answer.body).last == 2)
            #expect(server.events.state.withLock { $0.watchers.isEmpty })
        }
    }

    @Test(.timeLimit(.minutes(10))) func `a stop ends every stream, and later ones end at once`() async throws {
        try await WithServer { server in
            async let stream = server.get("/v1/teams/north-shire/events")
            try await server.watched()
            let run = Task { try await server.events.run() }
            run.cancel()
            try await run.value
            #expect(String(buffer: try await stream.body).hasPrefix("data: {\"head\":0}"))
            let late = try await server.get("/v1/teams/north-shire/events")
            #expect(String(buffer: late.body) == "data: {\"head\":0}\n\n")
        }
    }

    @Test(.timeLimit(.minutes(10)))
    func `what another process takes in, or shuts out, reaches those who wait here`() async throws {
        try await WithServer { server in
            async let stream = server.get("/v1/teams/north-shire/events")
            try await server.watched()
            let elsewhere = server.memory.beside()
            let lookout = Lookout(service: server.memory.service, events: server.events)
            _ = try elsewhere.session(for: server.session.device).sync(request(try server.change(1)))
            try await lookout.look()
            _ = try Admin(service: elsewhere).revoke(device: "sam-laptop", of: "north-shire")
            try await lookout.look()
            #expect(try heads(toldIn: try await stream.body).last == 1)
        }
    }

    @Test(.timeLimit(.minutes(10))) func `a device that opens one stream too many loses its oldest`() async throws {
        let (events, memory) = (EventStreams(), try BareServer())
        let (sam, priya) = (try memory.join(device: "sam-laptop"), try memory.join("Priya Nair", device: "office-pc"))
        let theirs = events.wakeUps(for: priya)
        let oldest = events.wakeUps(for: sam)
        let others = (1..<EventStreams.streamsMax).map { _ in events.wakeUps(for: sam) }
        #expect(events.count == 1 + EventStreams.streamsMax)
        let newest = events.wakeUps(for: sam)
        for await _ in oldest {}
        #expect(events.count == 1 + EventStreams.streamsMax)
        withExtendedLifetime((theirs, others, newest)) {}
    }

    /// The heads that a stream told, each further than the one before. A slow reader rightly hears of the last alone.
    private func heads(toldIn body: ByteBuffer) throws -> [UInt64] {
        let heads = try String(buffer: body).split(separator: "\n\n").filter { $0 != ":" }.map { event in
            try #require(event.wholeMatch(of: /data: {"head":(\d+)}/).flatMap { UInt64($0.1) })
        }
        #expect(zip(heads, heads.dropFirst()).allSatisfy(<))
        return heads
    }

    private func request(_ change: Change) -> SyncRequest {
        SyncRequest(replica: change.dot.replica, cursor: nil, changes: [change])
    }
}

extension WithServer {
    /// Returns once a stream was answered, so that whoever opened it has been let in.
    fileprivate func watched() async throws {
        while metrics.state.withLock({ $0.answers.isEmpty }) { try await Task.sleep(for: .milliseconds(5)) }
    }
}
