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

    /// The problem document (RFC 9457).
    var response: Response {
        var headers: HTTPFields = [.contentType: "application/problem+json", .cacheControl: "no-store"]
        if status == HTTPResponse.Status.unauthorized.code { headers[.wwwAuthenticate] = "Bearer" }
        if isRetryable { headers[.retryAfter] = "2" }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let document = (try? encoder.encode(self)).map { [UInt8]($0) } ?? []
        return Response(
            status: HTTPResponse.Status(code: status), headers: headers,
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: document)))
    }
}

/// Tells every failure as a problem document, and logs what a person must look at: never what was sent, only what kind of
/// thing went wrong.
struct ProblemMiddleware: RouterMiddleware {
    func handle(
        _ request: Request, context: DeviceContext,
        next: (Request, DeviceContext) async throws -> Response
    ) async throws -> Response {
        do {
            return try await next(request, context)
        } catch {
            let problem = Problem(error)
            if problem.status >= 500 {
                context.logger.error(
                    "A request failed.",
                    metadata: [
                        "route": "\(context.endpointPath ?? "none")", "error": "\(type(of: error))",
                        "code": "\(problem.code.rawValue)",
                    ])
            }
            return problem.response
        }
    }
}
