import FoundationEssentials
import HTTPTypes
import Hummingbird
import SyncModel

/// What can be asked for, and who answers. The rule is the service's; here is only how it travels.
struct Routes: Sendable {
    let service: SyncService
    let events: EventStreams
    let gate: Gate
    let metrics: Metrics
    let workers = Workers()

    static let lines = "application/x-ndjson"
    private static let joinBytesMax = 4 * 1024

    var router: Router<DeviceContext> {
        let router = Router(context: DeviceContext.self)
        router.add(middleware: RequestLog(metrics: metrics))
        router.add(middleware: ProblemMiddleware(metrics: metrics))
        router.answer(.get, at: "healthz") { _, _ in try await health() }
        router.answer(.post, at: "v1/join") { try await join($0, from: gate.place(of: $0, $1)) }
        let team = router.group("v1/teams/{team}")
            .add(
                middleware: Authentication(
                    service: service, workers: workers, gate: gate, contacts: Contacts(service: service)))
        team.answer(.post, at: "sync") { try await sync($0, $1) }
        team.answer(.post, at: "token") { try await changeToken($0, $1) }
        team.answer(.get, at: "records/{collection}/{key}/history") { try await history($0, $1) }
        team.answer(.get, at: "events") { try await events.response(to: $0, for: $1.opened(), workers: workers) }
        return router
    }

    /// Answers only where the store does.
    func health() async throws -> Response {
        _ = try await workers.ask(service) { try $0.store.read { try $0.epoch() } }
        return Response(
            status: .ok, headers: [.contentType: "text/plain"],
            body: ResponseBody(byteBuffer: ByteBuffer(string: "ok\n")))
    }

    private func join(_ request: Request, from place: String?) async throws -> Response {
        try gate.rates.admit(from: place)
        do {
            return try await join(request)
        } catch {
            if Problem(error).status < 500 { gate.rates.failed(from: place) }
            throw error
        }
    }

    private func join(_ request: Request) async throws -> Response {
        let bytes = try await RequestBytes(request, limit: Routes.joinBytesMax)
        return try await workers.ask(service) { service in
            guard let join = try? JSONDecoder().decode(JoinRequest.self, from: Data(bytes.inflated())) else {
                throw Problem(.malformed, "To join, send a JSON object of code, deviceName and tokenHash.")
            }
            let encoder = JSONEncoder()
            encoder.outputFormatting = .sortedKeys
            let answer = [UInt8](try encoder.encode(try service.join(join)))
            return Answer(answer, mediaType: "application/json", acceptsZstandard: false)
        }.response
    }

    private func changeToken(_ request: Request, _ context: DeviceContext) async throws -> Response {
        let session = try context.opened()
        let (service, bytes) = (service, try await RequestBytes(request, limit: Routes.joinBytesMax))
        return try await workers.run {
            guard let wish = try? JSONDecoder().decode(TokenRequest.self, from: Data(bytes.inflated())) else {
                throw Problem(.malformed, "To change a token, send a JSON object of tokenHash.")
            }
            try session.changeToken(to: wish.tokenHash)
            let answer = [UInt8](try JSONEncoder().encode(TokenResponse(serverTime: service.clock())))
            return Answer(answer, mediaType: "application/json", acceptsZstandard: false)
        }.response
    }

    private func sync(_ request: Request, _ context: DeviceContext) async throws -> Response {
        let (session, acceptsZstandard) = (try context.opened(), request.acceptsZstandard)
        let bytes = try await RequestBytes(request, limit: service.limits.requestBytes)
        return try await workers.run {
            switch try session.sync(SyncRequest(lines: bytes.inflated())) {
            case .told(let response):
                return Answer(response.lines, mediaType: Routes.lines, acceptsZstandard: acceptsZstandard)
            case .cursorForked(let serverTime, let backup):
                throw Problem(
                    .cursorForked, "This server was restored or replaced since this replica last read from it.",
                    serverTime: serverTime, since: backup)
            }
        }.response
    }

    private func history(_ request: Request, _ context: DeviceContext) async throws -> Response {
        let (session, acceptsZstandard) = (try context.opened(), request.acceptsZstandard)
        guard let collection = context.parameters.get("collection"), let key = context.parameters.get("key"),
            let record = RecordID(collection: collection, key: key)
        else { throw Problem.nothingHere }
        return try await workers.run {
            let lines = ArchivedChange.lines(try session.history(of: record))
            return Answer(lines, mediaType: Routes.lines, acceptsZstandard: acceptsZstandard)
        }.response
    }
}
