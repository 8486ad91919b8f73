import HTTPTypes
import Hummingbird
import SyncModel

extension RouterMethods {
    /// Answers `method` at `path`, and tells whoever asks by another one which it is (RFC 9110 §15.5.6).
    func answer(
        _ method: HTTPRequest.Method, at path: RouterPath,
        by closure: @Sendable @escaping (Request, Context) async throws -> Response
    ) {
        on(path, method: method, use: closure)
        for other in HTTPRequest.Method.known where other != method {
            on(path, method: other) { request, _ in Response.wrongMethod(request.method, instead: method) }
        }
    }
}

extension HTTPRequest.Method {
    fileprivate static let known: [HTTPRequest.Method] = [
        .get, .head, .post, .put, .delete, .patch, .options, .trace, HTTPRequest.Method("QUERY"),
    ].compactMap(\.self)
}

extension Response {
    fileprivate static func wrongMethod(_ asked: HTTPRequest.Method, instead method: HTTPRequest.Method) -> Response {
        var response = Problem(.wrongMethod, "Here \(method) is answered, and nothing else.").response()
        response.headers[.allow] = method.rawValue
        // An answer to HEAD has no body, and a reader would take one for the next answer.
        if asked == .head { response.body = ResponseBody() }
        return response
    }
}
