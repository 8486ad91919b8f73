import Hummingbird
import HummingbirdTesting
import Logging
import NIOCore
import TestSupport
import Testing

@testable import SyncServer

/// What whoever runs a server is told, and nobody else.
@Suite struct WatchTests {
    private let events = EventStreams()
    private let server: HTTPServer

    init() throws {
        let memory = try BareServer(listener: events)
        server = HTTPServer(service: memory.service, events: events, logger: Logger(label: "test"))
    }

    private func ask(_ path: String) async throws -> (status: HTTPResponse.Status, text: String) {
        try await server.watch(at: HTTPServer.Address(host: "127.0.0.1", port: 0)).test(.router) { client in
            try await client.execute(uri: path, method: .get) { ($0.status, String(buffer: $0.body)) }
        }
    }

    @Test(.timeLimit(.minutes(1))) func `a server lives and is ready, and is not ready once it is to stop`()
        async throws
    {
        #expect(try await ask("/healthz").status == .ok)
        #expect(try await ask("/readyz").status == .ok)
        let run = Task { [events] in try await events.run() }
        run.cancel()
        try await run.value
        #expect(try await ask("/healthz").status == .ok)
        #expect(try await ask("/readyz") == (.serviceUnavailable, "stopping\n"))
    }

    @Test(.timeLimit(.minutes(1)), arguments: ["/readyz", "/metrics"])
    func `devices are not told`(path: String) async throws {
        try await WithServer { (server) async throws in #expect(try await server.get(path).status == .notFound) }
    }

    @Test func `what is counted is told in the text format of Prometheus`() {
        let metrics = Metrics()
        metrics.answered("/v1/join", 200, after: .milliseconds(30))
        metrics.answered("/v1/join", 200, after: .seconds(3))
        metrics.refused("tooLarge")
        metrics.storeFailed()
        let lines = Set(
            MetricsText(metrics, eventStreams: 7, certificateEnds: 1_676_400_000_000).text.split(separator: "\n"))
        for line in [
            "# TYPE fieldnotes_requests_total counter",
            #"fieldnotes_requests_total{route="/v1/join",status="200"} 2"#,
            #"fieldnotes_request_seconds_bucket{route="/v1/join",le="0.025"} 0"#,
            #"fieldnotes_request_seconds_bucket{route="/v1/join",le="0.1"} 1"#,
            #"fieldnotes_request_seconds_bucket{route="/v1/join",le="+Inf"} 2"#,
            #"fieldnotes_request_seconds_sum{route="/v1/join"} 3.03"#,
            #"fieldnotes_refusals_total{code="tooLarge"} 1"#, "fieldnotes_store_failures_total 1",
            "fieldnotes_event_streams 7", "fieldnotes_certificate_end_seconds 1676400000",
        ] { #expect(lines.contains(Substring(line)), "\(line)") }
    }

    @Test(.timeLimit(.minutes(1))) func `what is counted names neither team nor record`() async throws {
        try await WithServer { server in
            _ = try await server.get("/v1/teams/north-shire/records/note/a1/history")
            _ = try await server.get("/v1/teams/south-shire/events")
            let text = MetricsText(server.metrics, eventStreams: 0, certificateEnds: nil).text
            #expect(text.contains("/v1/teams/{team}/records/{collection}/{key}/history"))
            #expect(!text.contains("shire") && !text.contains("a1"))
        }
    }
}
