import Foundation
import Glibc
import Synchronization

/// A server that says what it is told to, byte for byte, so that a client can be shown every way an answer goes wrong.
final class ScriptedServer: Sendable {
    /// What it does after a request, in order.
    enum Step: Sendable {
        case send([UInt8])
        case pause(milliseconds: UInt32)
        /// Says nothing more until the client leaves, or ten seconds have passed.
        case hold
    }

    struct Request: Sendable {
        let head: String
        let body: [UInt8]
    }

    let port: UInt16
    private let listener: Listener
    private let seen: Seen

    /// A socket shared by the server and its thread; the last of them closes it, so that its number is nobody else's before.
    private final class Listener: Sendable {
        let socket: Int32
        init(_ socket: Int32) { self.socket = socket }
        deinit { close(socket) }
    }

    private final class Seen: Sendable {
        let requests = Mutex<[Request]>([])
    }

    /// Serves as many connections as there are `connections`, one after the other; each holds the steps for each of its
    /// requests, and is closed after them.
    init(_ connections: [[[Step]]]) {
        let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        withUnsafeMutablePointer(to: &address) { address in
            address.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
                precondition(bind(listener, address, size) == 0 && listen(listener, 8) == 0)
                precondition(getsockname(listener, address, &size) == 0)
            }
        }
        ScriptedServer.limitWaits(on: listener)
        let (shared, seen) = (Listener(listener), Seen())
        self.listener = shared
        self.seen = seen
        port = UInt16(bigEndian: address.sin_port)
        Thread.detachNewThread {
            for steps in connections {
                let connection = accept(shared.socket, nil, nil)
                guard connection >= 0 else { break }
                ScriptedServer.limitWaits(on: connection)
                ScriptedServer.serve(connection, steps, seen)
                close(connection)
            }
        }
    }

    /// One connection, one request.
    convenience init(_ steps: Step...) {
        self.init([[steps]])
    }

    deinit {
        stopListening()
    }

    func stopListening() {
        shutdown(listener.socket, Int32(SHUT_RDWR))
    }

    var requests: [Request] { seen.requests.withLock { $0 } }

    private static func limitWaits(on socket: Int32) {
        var limit = timeval(tv_sec: 10, tv_usec: 0)
        setsockopt(socket, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
    }

    private static func serve(_ connection: Int32, _ script: [[Step]], _ seen: Seen) {
        for steps in script {
            guard let request = request(from: connection) else { return }
            seen.requests.withLock { $0.append(request) }
            for step in steps { perform(step, on: connection) }
        }
    }

    private static func perform(_ step: Step, on connection: Int32) {
        switch step {
        case .send(let bytes): _ = send(connection, bytes, bytes.count, Int32(MSG_NOSIGNAL))
        case .pause(let milliseconds): usleep(milliseconds * 1_000)
        case .hold:
            var byte: UInt8 = 0
            _ = recv(connection, &byte, 1, 0)
        }
    }

    private static func request(from connection: Int32) -> Request? {
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 64 * 1024)
        while true {
            if let end = Data(bytes).range(of: Data("\r\n\r\n".utf8))?.upperBound {
                let head = String(decoding: bytes[..<end], as: UTF8.self)
                let length = head.firstMatch(of: /Content-Length: ([0-9]+)/).flatMap { Int($0.1) } ?? 0
                if bytes.count >= end + length { return Request(head: head, body: Array(bytes[end...])) }
            }
            let count = recv(connection, &chunk, chunk.count, 0)
            guard count > 0 else { return nil }
            bytes += chunk.prefix(count)
        }
    }
}

extension ScriptedServer.Step {
    /// A whole answer of a known length.
    static func answer(_ status: String, _ headers: [String] = [], _ body: [UInt8] = []) -> ScriptedServer.Step {
        .send(bytes(status, headers + ["Content-Length: \(body.count)"], body))
    }

    /// The bytes of an answer whose headers are `headers` and no others.
    static func bytes(_ status: String, _ headers: [String], _ body: [UInt8]) -> [UInt8] {
        let head = ["HTTP/1.1 \(status)"] + headers + ["", ""]
        return Array(head.joined(separator: "\r\n").utf8) + body
    }
}
