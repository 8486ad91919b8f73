import FoundationEssentials
import SyncModel

/// A problem as it arrived: from a server that may know more codes than we do, or from a proxy that knows none.
struct ProblemDocument: Decodable {
    private let code: String?
    private let detail: String?
    private let serverTime: Int64?
    private let since: Int64?
    private let protocols: [Int]?

    /// A longer text is not for a person to read.
    private static let detailBytesMax = 1_024

    /// The problem that `answer` tells; where it tells none that we know, the one that its status stands for.
    static func problem(in answer: HTTPAnswer) -> Problem {
        let document =
            answer.mediaType == "application/problem+json"
            ? try? JSONDecoder().decode(ProblemDocument.self, from: Data(answer.body)) : nil
        let detail = document?.detail.flatMap { $0.utf8.count <= detailBytesMax ? $0 : nil }
        return Problem(
            document?.code.flatMap(Problem.Code.init(rawValue:)) ?? code(ofStatus: answer.status),
            detail ?? "The server answered with status \(answer.status).",
            serverTime: document?.serverTime, since: document?.since, protocols: document?.protocols)
    }

    private static func code(ofStatus status: Int) -> Problem.Code {
        switch status {
        case 401: .unauthorized
        case 403: .forbidden
        case 404: .notFound
        case 405: .wrongMethod
        case 413: .tooLarge
        case 426: .protocolUnknown
        case 429: .tooManyRequests
        case 408, 425, 502, 503, 504: .unavailable
        case 500...: .internalError
        default: .malformed
        }
    }
}
