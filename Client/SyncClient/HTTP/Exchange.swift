import SyncModel

/// A question to one server and its answer: compresses, bounds, and turns what HTTP can say into what ``UpstreamError`` can.
struct Exchange {
    let address: ServerAddress
    let curl: Curl
    /// The device's token, asked for anew for each call: another process may have changed it. Nil where none is shown.
    var token: @Sendable () -> DeviceToken? = { nil }
    /// After this long a call counts as unanswered, however well it goes; nil where its length says nothing.
    var atMost: Duration?

    /// The most that an answer may hold, compressed or not. A page is far smaller, but one record, and one record's past,
    /// may be of any size.
    static let answerBytesMax = 64 * 1024 * 1024
    /// Fewer bytes than this are not worth compressing.
    static let compressionBytesMin = 1_024
    /// How many times smaller a body may become.
    static let ratioMax = 100

    /// Asks for `path`, with `body` as a POST or without as a GET, and returns the answer's body as it was before compression.
    /// - Throws: ``UpstreamError``; of what is refused, a ``Problem`` with the code `cursorForked` is one a caller may expect.
    func ask(_ path: String, body: [UInt8]? = nil, mediaType: String) throws(UpstreamError) -> [UInt8] {
        let answer = try perform(question(path, body: body, mediaType: mediaType))
        try answer.check(mediaType)
        return answer.body
    }

    /// Begins to ask what ``ask(_:body:mediaType:)`` will ask next.
    func expect(_ path: String, body: [UInt8], mediaType: String) {
        curl.begin(question(path, body: body, mediaType: mediaType))
    }

    private func question(_ path: String, body: [UInt8]?, mediaType: String) -> HTTPRequest {
        var request = request(path, accept: mediaType)
        request.headers += ["Accept-Encoding: zstd"]
        request.atMost = atMost
        if let body {
            let compressed = body.count >= Exchange.compressionBytesMin ? Zstandard.compress(body) : body
            // A server takes what swells too much for an attack.
            let isCompressed = compressed.count < body.count && body.count <= compressed.count * Exchange.ratioMax
            // Without an empty Expect, libcurl waits for leave to send a large body.
            request.headers += ["Content-Type: \(mediaType)", "Expect:"]
            if isCompressed { request.headers.append("Content-Encoding: zstd") }
            request.body = isCompressed ? compressed : body
        }
        return request
    }

    /// A GET, or with a body a POST, of `path` in the device's name.
    func request(_ path: String, accept mediaType: String) -> HTTPRequest {
        var request = HTTPRequest(
            scheme: address.scheme, isLoopback: address.isLoopback, url: address.text + path,
            answerBytesMax: Exchange.answerBytesMax)
        request.headers.append("Accept: \(mediaType), application/problem+json")
        if let token = token() { request.headers.append("Authorization: Bearer \(token.text)") }
        return request
    }

    private func perform(_ request: HTTPRequest) throws(UpstreamError) -> HTTPAnswer {
        do {
            return try curl.perform(request).inflated(limit: request.answerBytesMax)
        } catch {
            throw UpstreamError(error)
        }
    }
}

extension HTTPAnswer {
    /// Returns if this is what was asked for; else says what it is instead.
    func check(_ wanted: String) throws(UpstreamError) {
        switch status {
        case 200: break
        case 408, 425, 429, 500...:
            let seconds = RetryAfter.seconds(headers["retry-after"], date: headers["date"])
            throw .busy(retryAfterSeconds: seconds, ProblemDocument.problem(in: self))
        case 400..<500: throw .refused(ProblemDocument.problem(in: self))
        default: throw .malformed("The answer has the status \(status), which is not followed.")
        }
        guard mediaType == wanted else {
            throw .malformed("The answer is of the type \(mediaType ?? "unknown"), not \(wanted).")
        }
    }

    /// We inflate, not libcurl, so that what comes out is bounded.
    fileprivate func inflated(limit: Int) throws(TransferFailure) -> HTTPAnswer {
        switch headers["content-encoding"]?.lowercased() {
        case nil, "", "identity": return self
        case "zstd": break
        case .some(let other): throw .incomprehensible("The answer is encoded as \(other), which was not asked for.")
        }
        do {
            return HTTPAnswer(
                status: status, headers: headers, body: try Zstandard.decompress(body, limit: limit))
        } catch {
            switch error {
            case .cut: throw .cut("The compressed answer ends early.")
            case .damaged: throw .incomprehensible("The answer cannot be decompressed.")
            case .tooLarge: throw .tooLarge
            }
        }
    }
}

extension UpstreamError {
    init(_ failure: TransferFailure) {
        self =
            switch failure {
            case .offline(let text): .unreachable(text, isConnected: false)
            case .cut(let text): .unreachable(text, isConnected: true)
            case .stopped: .unreachable("The call was stopped.", isConnected: false)
            case .untrusted(let text, let ends): .untrusted(text, ended: ends.map { Int64($0) * 1_000 })
            case .incomprehensible(let text): .malformed(text)
            case .tooLarge: .malformed("The answer is larger than \(Exchange.answerBytesMax) bytes.")
            }
    }
}
