import Foundation

/// One client's connection on its way to the server. Each request is read whole; then the fault that is due is done to it,
/// or to its answer.
struct ProxyConnection: Sendable {
    let client: Int32
    let upstream: UInt16
    let orders: Orders

    /// Whether the connection can go on after an answer.
    private enum Course {
        case goesOn, ends
    }

    func serve() {
        defer { close(client) }
        while let request = HTTPBytes.message(from: client, while: { orders.areOpen }) {
            let fault = orders.fault(for: request)
            guard (try? fault.map { try pass(request, $0) } ?? pass(request)) == .goesOn else { return }
        }
    }

    private func pass(_ request: [UInt8]) throws -> Course {
        guard !HTTPBytes.isStream(request) else { return try relay(request) }
        let reply = try HTTPBytes.exchange(request, with: upstream)
        _ = orders.swap(reply)
        return tell(reply)
    }

    private func pass(_ request: [UInt8], _ fault: Fault) throws -> Course {
        switch fault {
        case .cutRequest(let count):
            let server = try Loopback.connection(to: upstream)
            Loopback.send(request.prefix(count % request.count), to: server)
            close(server)
            return .ends
        case .double(let tellsSecond):
            let replies = [
                try HTTPBytes.exchange(request, with: upstream), try HTTPBytes.exchange(request, with: upstream),
            ]
            return tell(replies[tellsSecond ? 1 : 0])
        case .swap: return tell(orders.swap(try HTTPBytes.exchange(request, with: upstream)))
        case .garbage, .hugeHead, .redirect, .busy, .wrongType, .endless: return invent(fault)
        case .cutReply, .stall, .drip, .shortZstd, .reset, .halfClose:
            return spoil(try HTTPBytes.exchange(request, with: upstream), fault)
        }
    }

    // MARK: Answers that the server never gave

    private func invent(_ fault: Fault) -> Course {
        switch fault {
        case .garbage(let seed, let hasHead):
            let noise = HTTPBytes.noise(seed: seed, count: 400)
            return hasHead ? tell(HTTPBytes.answer("200 OK", [HTTPBytes.lines], noise)) : tell(noise, then: .ends)
        case .hugeHead:
            let line = "X-Filler: " + String(repeating: "x", count: 1_000)
            return tell(HTTPBytes.answer("200 OK", Array(repeating: line, count: 10_000), []))
        case .redirect(let status, let place):
            return tell(HTTPBytes.answer("\(status) Elsewhere", ["Location: \(place)"], []))
        case .busy(let status, let headers):
            return tell(HTTPBytes.answer("\(status) Busy", headers, Array("<h1>Sorry</h1>".utf8)))
        case .wrongType(let type):
            let page = Array("<html>Welcome to the library's network.</html>".utf8)
            return tell(HTTPBytes.answer("200 OK", type.map { ["Content-Type: \($0)"] } ?? [], page))
        default: return tellWithoutEnd()
        }
    }

    private func tellWithoutEnd() -> Course {
        let head = "HTTP/1.1 200 OK\r\n\(HTTPBytes.lines)\r\nTransfer-Encoding: chunked\r\n\r\n"
        Loopback.send(head.utf8, to: client)
        let chunk = Array("10000\r\n".utf8) + [UInt8](repeating: UInt8(ascii: " "), count: 0x10000) + Array("\r\n".utf8)
        // Four times of what a client should ever take.
        for _ in 0..<4_096 where orders.areOpen {
            guard Loopback.send(chunk, to: client) else { break }
        }
        return .ends
    }

    // MARK: The server's answer, spoilt

    private func spoil(_ reply: [UInt8], _ fault: Fault) -> Course {
        switch fault {
        case .cutReply(let count): return tell(orders.cut(reply, after: count), then: .ends)
        case .stall(let count):
            tell(reply.prefix(count % reply.count))
            awaitLeave()
        case .drip:
            for byte in reply where orders.areOpen {
                guard tell([byte]) == .goesOn, !Loopback.isReadable(client, milliseconds: 1_000) else { break }
            }
        case .shortZstd(let count): return tell(HTTPBytes.shortened(reply, by: count))
        case .reset(let count):
            tell(reply.prefix(count % reply.count))
            // What closes a connection that must not linger is a reset.
            var abrupt = linger(l_onoff: 1, l_linger: 0)
            setsockopt(client, SOL_SOCKET, SO_LINGER, &abrupt, socklen_t(MemoryLayout.size(ofValue: abrupt)))
        default:
            if case .halfClose(let count) = fault { tell(reply.prefix(count % reply.count)) }
            shutdown(client, Int32(SHUT_WR))
            awaitLeave()
        }
        return .ends
    }

    // MARK: Passing on

    @discardableResult private func tell(_ bytes: some Collection<UInt8>, then course: Course = .goesOn) -> Course {
        Loopback.send(bytes, to: client) ? course : .ends
    }

    private func awaitLeave() {
        while orders.areOpen {
            if Loopback.isReadable(client, milliseconds: 20), Loopback.received(from: client).isEmpty { return }
        }
    }

    /// Passes on what has no end of its own, until either side ends.
    private func relay(_ request: [UInt8]) throws -> Course {
        let server = try Loopback.connection(to: upstream)
        defer { close(server) }
        Loopback.send(request, to: server)
        while orders.areOpen {
            if Loopback.isReadable(client, milliseconds: 2) { break }
            guard Loopback.isReadable(server, milliseconds: 2) else { continue }
            let bytes = Loopback.received(from: server)
            guard !bytes.isEmpty, tell(bytes) == .goesOn else { break }
        }
        return .ends
    }
}
