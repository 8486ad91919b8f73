import FoundationEssentials
import HTTPTypes
import Hummingbird
import Logging
import SyncModel

extension Problem {
    /// The same words for what does not exist and for what is another team's, so that neither can be told from the other.
    static let nothingHere = Problem(.notFound, "There is nothing here for this device.")

    /// What an error means to whoever sent the request.
    init(_ error: any Error) {
        switch error {
        case let problem as Problem: self = problem
        case UpstreamError.refused(let problem), UpstreamError.busy(_, let problem?): self = problem
        case let malformed as MalformedJSON: self.init(.malformed, "The request cannot be read: \(malformed).")
        case let http as any HTTPResponseError: self.init(status: http.status)
        default: self.init(.internalError, "The server failed. Nothing of the request was kept.")
        }
    }

    /// How many seconds an error asks to wait, where it says so.
    fileprivate static func wait(in error: any Error) -> Int? {
        if case UpstreamError.busy(let seconds, _) = error { seconds } else { nil }
    }

    /// What the web framework's own errors mean.
    private init(status: HTTPResponse.Status) {
        switch status {
        case .notFound, .methodNotAllowed: self = .nothingHere
        case .contentTooLarge: self.init(.tooLarge, "The request is over the limit of its size.")
        case .serviceUnavailable: self.init(.unavailable, "The server cannot answer just now.")
        case _ where status.kind == .clientError: self.init(.malformed, "The request cannot be understood.")
        default: self.init(.internalError, "The server failed. Nothing of the request was kept.")
        }
    }

    /// The problem document (RFC 9457), and the head that goes before it.
    func document(retryAfterSeconds: Int? = nil) -> (head: HTTPResponse, body: ByteBuffer) {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let document = (try? encoder.encode(self)).map { [UInt8]($0) } ?? []
        var headers: HTTPFields = [
            .contentType: "application/problem+json", .contentLength: "\(document.count)", .cacheControl: "no-store",
        ]
        if status == HTTPResponse.Status.unauthorized.code { headers[.wwwAuthenticate] = "Bearer" }
        if isRetryable { headers[.retryAfter] = "\(retryAfterSeconds ?? 2)" }
        let head = HTTPResponse(status: HTTPResponse.Status(code: status), headerFields: headers)
        return (head, ByteBuffer(bytes: document))
    }

    /// The whole answer that tells it.
    func response(retryAfterSeconds: Int? = nil) -> Response {
        let (head, body) = document(retryAfterSeconds: retryAfterSeconds)
        return Response(status: head.status, headers: head.headerFields, body: ResponseBody(byteBuffer: body))
    }
}

/// Tells every failure as a problem document, and logs what a person must look at: never what was sent, only what kind of
/// thing went wrong.
struct ProblemMiddleware: RouterMiddleware {
    let metrics: Metrics

    func handle(
        _ request: Request, context: DeviceContext,
        next: (Request, DeviceContext) async throws -> Response
    ) async throws -> Response {
        do {
            return try await next(request, context)
        } catch {
            let problem = Problem(error)
            metrics.refused(problem.code.rawValue)
            if problem.status >= 500 {
                context.logger.error(
                    "A request failed.",
                    metadata: [
                        "route": "\(context.endpointPath ?? "none")", "error": "\(type(of: error))",
                        "code": "\(problem.code.rawValue)",
                    ])
            }
            return problem.response(retryAfterSeconds: Problem.wait(in: error))
        }
    }
}
