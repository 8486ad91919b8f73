import Foundation

/// Messages of HTTP as bytes, as far as a proxy has to know them: where one ends, and how one is made up.
enum HTTPBytes {
    static let lines = "Content-Type: application/x-ndjson"

    /// The next whole message; nil where the connection ends before it does, or `isWanted` no more.
    static func message(from descriptor: Int32, while isWanted: () -> Bool) -> [UInt8]? {
        var bytes: [UInt8] = []
        while isWanted() {
            guard Loopback.isReadable(descriptor, milliseconds: 20) else { continue }
            let more = Loopback.received(from: descriptor)
            guard !more.isEmpty else { return nil }
            bytes += more
            if let end = headEnd(of: bytes), bytes.count >= end + bodyLength(head: bytes[..<end]) { return bytes }
        }
        return nil
    }

    /// Sends `request` to the server at `port`, on a connection of its own, and returns the whole answer.
    static func exchange(_ request: [UInt8], with port: UInt16) throws -> [UInt8] {
        let server = try Loopback.connection(to: port)
        defer { close(server) }
        Loopback.send(request, to: server)
        let end = ContinuousClock.now + .seconds(30)
        guard let reply = message(from: server, while: { ContinuousClock.now < end }) else {
            throw Loopback.Failure(act: "read an answer", reason: "it ended too soon")
        }
        return reply
    }

    /// Whether the answer to `request` is a stream that has no end.
    static func isStream(_ request: [UInt8]) -> Bool {
        let line = String(decoding: request.prefix { $0 != UInt8(ascii: "\r") }, as: UTF8.self)
        return line.hasPrefix("GET ") && line.contains("/events ")
    }

    /// A whole answer of a known length.
    static func answer(_ status: String, _ headers: [String], _ body: [UInt8]) -> [UInt8] {
        let head = ["HTTP/1.1 \(status)"] + headers + ["Content-Length: \(body.count)", "", ""]
        return Array(head.joined(separator: "\r\n").utf8) + body
    }

    /// `reply` without the last bytes of its body, and with the length that it has then.
    static func shortened(_ reply: [UInt8], by count: Int) -> [UInt8] {
        guard let end = headEnd(of: reply), reply.count > end + 1 else { return reply }
        let head = String(decoding: reply[..<end], as: UTF8.self).components(separatedBy: "\r\n").dropFirst()
        let rest = head.filter { !$0.isEmpty && !$0.lowercased().hasPrefix("content-length:") }
        let body = reply[end...]
        return answer("200 OK", rest, Array(body.dropLast(1 + (count - 1) % (body.count - 1))))
    }

    /// Bytes that mean nothing, the same for the same seed.
    static func noise(seed: UInt64, count: Int) -> [UInt8] {
        var chance = Chance(seed: seed)
        return (0..<count).map { _ in UInt8.random(in: 0...255, using: &chance) }
    }

    private static func headEnd(of bytes: [UInt8]) -> Int? {
        Data(bytes).range(of: Data("\r\n\r\n".utf8))?.upperBound
    }

    private static func bodyLength(head: ArraySlice<UInt8>) -> Int {
        let lines = String(decoding: head, as: UTF8.self).lowercased().components(separatedBy: "\r\n")
        let length = lines.first { $0.hasPrefix("content-length:") }?.split(separator: ":").last
        return length.flatMap { Int($0.trimmingCharacters(in: .whitespaces)) } ?? 0
    }
}
