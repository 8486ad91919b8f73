import Foundation

/// Plain TCP on 127.0.0.1.
enum Loopback {
    struct Failure: Error {
        let act: String
        let reason: String
    }

    /// A listening socket, by default on any free port, and that port.
    static func listener(on port: UInt16 = 0) throws -> (descriptor: Int32, port: UInt16) {
        let descriptor = try opened()
        var address = place(port: port)
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isBound = withSocketAddress(&address) { pointer in
            bind(descriptor, pointer, length) == 0 && listen(descriptor, 16) == 0
                && getsockname(descriptor, pointer, &length) == 0
        }
        guard isBound else { throw failure("listen", closing: descriptor) }
        return (descriptor, UInt16(bigEndian: address.sin_port))
    }

    static func connection(to port: UInt16) throws -> Int32 {
        let descriptor = try opened()
        var address = place(port: port)
        let isConnected = withSocketAddress(&address) {
            connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
        }
        guard isConnected else { throw failure("connect", closing: descriptor) }
        return descriptor
    }

    static func isReadable(_ descriptor: Int32, milliseconds: Int32) -> Bool {
        var entry = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        return poll(&entry, 1, milliseconds) > 0
    }

    /// What has arrived; empty where the other side has ended.
    static func received(from descriptor: Int32) -> [UInt8] {
        [UInt8](unsafeUninitializedCapacity: 65_536) { buffer, count in
            count = max(0, recv(descriptor, buffer.baseAddress, buffer.count, 0))
        }
    }

    /// Whether all of it could be sent.
    @discardableResult static func send(_ bytes: some Collection<UInt8>, to descriptor: Int32) -> Bool {
        var rest = Array(bytes)[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes {
                Foundation.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            guard count > 0 else { return false }
            rest = rest.dropFirst(count)
        }
        return true
    }

    private static func opened() throws -> Int32 {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { throw failure("open a socket", closing: nil) }
        return descriptor
    }

    private static func place(port: UInt16) -> sockaddr_in {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        return address
    }

    private static func withSocketAddress<Result>(
        _ address: inout sockaddr_in, _ body: (UnsafeMutablePointer<sockaddr>) -> Result
    ) -> Result {
        withUnsafeMutablePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { body($0) }
        }
    }

    private static func failure(_ act: String, closing descriptor: Int32?) -> Failure {
        let reason = String(cString: strerror(errno))
        if let descriptor { close(descriptor) }
        return Failure(act: act, reason: reason)
    }
}
