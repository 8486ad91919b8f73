import FoundationEssentials
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Logging
import NIOCore
import SyncModel
import TestSupport
import Testing

@testable import SyncServer

/// A server that answers as it does on a network, and one device that it let in.
struct WithServer: Sendable {
    let memory: BareServer
    let session: Session
    let events: EventStreams
    let metrics: Metrics
    private let client: any TestClientProtocol

    static let token = "ntk_" + String(repeating: "s", count: 43)

    @discardableResult
    init(
        _ setup: TestingSetup = .router, door: FrontDoor = FrontDoor(),
        _ test: @Sendable (WithServer) async throws -> Void
    ) async throws {
        let (events, metrics) = (EventStreams(), Metrics())
        let memory = try BareServer(listener: events)
        let device = try memory.join(device: "sam-laptop", token: WithServer.token)
        let server = HTTPServer(
            service: memory.service, events: events, door: door, metrics: metrics,
            logger: Logger(label: "test") { _ in SilentLog() })
        let made = try await server.application(at: HTTPServer.Address(host: "127.0.0.1", port: 0)).test(setup) {
            client in
            let made = WithServer(
                memory: memory, session: memory.service.session(for: device), events: events, metrics: metrics,
                client: client)
            try await test(made)
            return made
        }
        self = made
    }

    private init(
        memory: BareServer, session: Session, events: EventStreams, metrics: Metrics, client: any TestClientProtocol
    ) {
        self.memory = memory
        self.session = session
        self.events = events
        self.metrics = metrics
        self.client = client
    }

    var authorization: HTTPFields { [.authorization: "Bearer \(WithServer.token)"] }

    func sync(_ request: SyncRequest) async throws -> TestResponse {
        try await post(body: request.lines)
    }

    func post(body: [UInt8], encoding: String? = nil) async throws -> TestResponse {
        var headers = authorization
        headers[.contentEncoding] = encoding
        return try await post("/v1/teams/north-shire/sync", headers: headers, body: body)
    }

    func post(_ path: String, headers: HTTPFields, body: [UInt8] = []) async throws -> TestResponse {
        try await ask(.post, path, headers, body: body)
    }

    func get(_ path: String) async throws -> TestResponse { try await ask(.get, path, authorization) }

    func ask(
        _ method: HTTPRequest.Method, _ path: String, _ headers: HTTPFields, body: [UInt8] = []
    ) async throws -> TestResponse {
        try await client.execute(uri: path, method: method, headers: headers, body: ByteBuffer(bytes: body)) { $0 }
    }

    func problem(_ response: TestResponse) throws -> Problem {
        #expect(response.headers[.contentType] == "application/problem+json")
        return try JSONDecoder().decode(Problem.self, from: Data([UInt8](buffer: response.body)))
    }

    /// The first replica's change `n`, of a note of its own.
    func change(_ n: UInt64 = 1) throws -> Change {
        Change(
            dot: Dot(ReplicaID(bits: 1), n), stamp: Stamp(milliseconds: 0), record: try note("a\(n)"),
            author: "Sam Okafor", device: "sam-laptop", context: Context(),
            assigns: FieldMap([(.body, Assignment(value: Value(text: "words"), replaces: []))]))
    }
}

private struct SilentLog: LogHandler {
    var metadata = Logger.Metadata()
    var logLevel = Logger.Level.critical

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {}
}

extension [UInt8] {
    init(buffer: ByteBuffer) { self = Array(buffer.readableBytesView) }
}
