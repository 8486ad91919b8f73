import Foundation
import Synchronization

/// Stands between a client and its server and counts what goes through, as the peers' scripts count: bytes of payload both
/// ways, and how often the server answers after the client spoke. Runs that are timed go without it.
final class Relay: Sendable {
    struct Count {
        var up = 0
        var down = 0
        var turns = 0
        fileprivate var isClientLast = false
    }

    let port: UInt16
    private let listener: Int32
    private let count = Mutex(Count())

    init(to target: UInt16) throws {
        (listener, port) = try Relay.listen()
        let listener = listener
        Thread.detachNewThread { [self] in
            while true {
                let client = accept(listener, nil, nil)
                guard client >= 0 else { return }
                guard let server = try? Relay.connect(to: target) else { continue }
                Relay.sendAtOnce(client)
                Thread.detachNewThread { self.carry(from: client, to: server, isUp: true) }
                Thread.detachNewThread { self.carry(from: server, to: client, isUp: false) }
            }
        }
    }

    /// What went through since the last time that this was asked.
    func counted() -> Count {
        count.withLock { count in
            defer { count = Count() }
            return count
        }
    }

    func close() { shutdown(listener, Int32(SHUT_RDWR)) }

    private func carry(from source: Int32, to target: Int32, isUp: Bool) {
        var bytes = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let length = recv(source, &bytes, bytes.count, 0)
            guard length > 0 else { break }
            count.withLock { count in
                if isUp { count.up += length } else { count.down += length }
                if !isUp && count.isClientLast { count.turns += 1 }
                count.isClientLast = isUp
            }
            guard Relay.sendAll(bytes, length, to: target) else { break }
        }
        shutdown(target, Int32(SHUT_RDWR))
        // The other direction may still use the numbers; both are given back when the process ends.
    }

    /// Milliseconds for a few bytes there and back over loopback, by nothing but the kernel.
    static func roundTrips(_ count: Int) throws -> Times {
        let (listener, port) = try listen()
        Thread.detachNewThread {
            let client = accept(listener, nil, nil)
            sendAtOnce(client)
            var bytes = [UInt8](repeating: 0, count: 256)
            while case let length = recv(client, &bytes, bytes.count, 0), length > 0 { send(client, bytes, length, 0) }
            Glibc.close(client)
        }
        let socket = try connect(to: port)
        defer {
            Glibc.close(socket)
            Glibc.close(listener)
        }
        var bytes = [UInt8](repeating: 7, count: 256)
        return Times(
            (0..<count).map { _ in
                Clocks.milliseconds {
                    send(socket, bytes, bytes.count, 0)
                    recv(socket, &bytes, bytes.count, Int32(MSG_WAITALL))
                }
            })
    }

    // MARK: Sockets

    private static func listen() throws -> (socket: Int32, port: UInt16) {
        let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var (address, length) = (loopback(0), socklen_t(MemoryLayout<sockaddr_in>.size))
        let isBound = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
                bind(listener, address, length) == 0 && Glibc.listen(listener, 64) == 0
                    && getsockname(listener, address, &length) == 0
            }
        }
        guard isBound else { throw Failure("no port is free") }
        return (listener, UInt16(bigEndian: address.sin_port))
    }

    private static func connect(to port: UInt16) throws -> Int32 {
        let client = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = loopback(port)
        let isConnected = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                Glibc.connect(client, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
            }
        }
        guard isConnected else { throw Failure("port \(port) does not answer") }
        sendAtOnce(client)
        return client
    }

    private static func loopback(_ port: UInt16) -> sockaddr_in {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        return address
    }

    private static func sendAtOnce(_ socket: Int32) {
        var yes: Int32 = 1
        setsockopt(socket, Int32(IPPROTO_TCP), TCP_NODELAY, &yes, socklen_t(MemoryLayout<Int32>.size))
    }

    private static func sendAll(_ bytes: [UInt8], _ length: Int, to socket: Int32) -> Bool {
        var sent = 0
        while sent < length {
            let step = bytes.withUnsafeBytes { bytes in
                bytes.baseAddress.map { send(socket, $0 + sent, length - sent, Int32(MSG_NOSIGNAL)) } ?? -1
            }
            guard step > 0 else { return false }
            sent += step
        }
        return true
    }
}
