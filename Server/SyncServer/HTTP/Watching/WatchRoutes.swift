import HTTPTypes
import Hummingbird
import NIOCore

/// What whoever runs the server asks of it, at an address of its own: whether it lives, whether it can answer, and counts.
struct WatchRoutes: Sendable {
    let routes: Routes
    let door: FrontDoor

    var router: Router<DeviceContext> {
        let router = Router(context: DeviceContext.self)
        router.add(middleware: ProblemMiddleware(metrics: routes.metrics))
        router.answer(.get, at: "healthz") { _, _ in text("ok\n") }
        router.answer(.get, at: "readyz") { _, _ in await readiness() }
        router.answer(.get, at: "metrics") { _, _ in text(metrics, type: "text/plain; version=0.0.4") }
        return router
    }

    /// A server that is about to stop is not ready: whoever shares out requests should send the next ones elsewhere.
    private func readiness() async -> Response {
        guard !routes.events.isClosed else { return text("stopping\n", status: .serviceUnavailable) }
        guard (try? await routes.health()) != nil else { return text("store\n", status: .serviceUnavailable) }
        return text("ok\n")
    }

    private var metrics: String {
        MetricsText(
            routes.metrics, eventStreams: routes.events.count, certificateEnds: door.encryption?.ends
        ).text
    }

    private func text(
        _ text: String, status: HTTPResponse.Status = .ok, type: String = "text/plain"
    ) -> Response {
        Response(
            status: status, headers: [.contentType: type], body: ResponseBody(byteBuffer: ByteBuffer(string: text)))
    }
}
