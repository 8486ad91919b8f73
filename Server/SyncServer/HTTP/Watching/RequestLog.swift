import HTTPTypes
import Hummingbird
import Logging

/// Counts each request and writes a line of it: which route, not which team or record; how it ended, and how long it took.
struct RequestLog: RouterMiddleware {
    let metrics: Metrics

    func handle(
        _ request: Request, context: DeviceContext,
        next: (Request, DeviceContext) async throws -> Response
    ) async throws -> Response {
        let begun = ContinuousClock.now
        let response = try await next(request, context)
        let (duration, route) = (ContinuousClock.now - begun, context.endpointPath ?? "none")
        metrics.answered(route, response.status.code, after: duration)
        context.logger.info(
            "Answered.",
            metadata: [
                "route": "\(route)", "status": "\(response.status.code)",
                "milliseconds": "\(Int((duration / .milliseconds(1)).rounded()))",
            ])
        return response
    }
}
