/// What arrives during one call, taken piece by piece and never beyond a limit.
final class Transfer {
    static let headerBytesMax = 64 * 1024

    private let request: HTTPRequest
    private(set) var status = 0
    private(set) var headers: [String: String] = [:]
    private(set) var body: [UInt8] = []
    /// Whether the blank line behind the head has come. libcurl takes a connection that ends before it for a whole answer.
    private(set) var isHeadWhole = false
    private(set) var isOverLimit = false
    /// When bytes last came; at first, when the call began.
    private(set) var lastArrival = ContinuousClock.now
    private var headerBytes = 0

    init(_ request: HTTPRequest) {
        self.request = request
    }

    var isStream: Bool { request.stream != nil }

    /// The one whose address libcurl carried for us.
    static func of(_ context: UnsafeMutableRawPointer?) -> Transfer {
        guard let context else { preconditionFailure("libcurl forgot its context") }
        return Unmanaged<Transfer>.fromOpaque(context).takeUnretainedValue()
    }

    /// Takes one line of the head. Returns how many bytes were taken; fewer than there were end the call.
    func takeHeader(_ bytes: UnsafeRawBufferPointer) -> Int {
        lastArrival = .now
        headerBytes += bytes.count
        guard headerBytes <= Transfer.headerBytesMax else { return refuse() }
        let line = String(decoding: bytes, as: UTF8.self)
        if line.hasPrefix("HTTP/") {
            // A new head begins; one before it was only provisional.
            isHeadWhole = false
            headers = [:]
            status = line.split(whereSeparator: \.isWhitespace).dropFirst().first.flatMap { Int($0) } ?? 0
        } else if isHeadWhole {
            // What follows the body is no part of the head, and alters nothing in it.
        } else if line == "\r\n" || line == "\n" {
            isHeadWhole = true
        } else if let colon = line.firstIndex(of: ":") {
            headers[line[..<colon].lowercased()] = line[line.index(after: colon)...].withoutSpaceAround
        }
        return bytes.count
    }

    /// Takes the next bytes of the body. Returns how many were taken; fewer than there were end the call.
    func takeBody(_ bytes: UnsafeRawBufferPointer) -> Int {
        lastArrival = .now
        if let stream = request.stream, status == 200 {
            stream(bytes)
            return bytes.count
        }
        guard body.count + bytes.count <= request.answerBytesMax else { return refuse() }
        body.append(contentsOf: bytes)
        return bytes.count
    }

    private func refuse() -> Int {
        isOverLimit = true
        return 0
    }
}

extension Substring {
    fileprivate var withoutSpaceAround: String {
        guard let first = firstIndex(where: { !$0.isWhitespace }), let last = lastIndex(where: { !$0.isWhitespace })
        else { return "" }
        return String(self[first...last])
    }
}
