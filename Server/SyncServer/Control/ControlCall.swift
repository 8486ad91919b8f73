import FoundationEssentials

#if canImport(Glibc)
    import Glibc
#endif

/// One request to a running server through its control socket, and its answer.
struct ControlCall {
    let path: String
    /// How long the server may be silent: a backup of a large team takes its time.
    var patienceSeconds = 600

    /// Nil where no server listens.
    func ask(_ errand: AdminErrand) throws -> AdminReply? {
        let file = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        guard file >= 0 else { return nil }
        defer { close(file) }
        var limit = timeval(tv_sec: patienceSeconds, tv_usec: 0)
        setsockopt(file, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
        setsockopt(file, SOL_SOCKET, SO_SNDTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
        guard connect(file) else { return nil }
        guard send([UInt8](try JSONEncoder().encode(errand)) + [UInt8(ascii: "\n")], to: file) else { return nil }
        guard let reply = try? JSONDecoder().decode(AdminReply.self, from: Data(received(from: file))) else {
            throw AdminError(.failed, "The running server broke off, or is of another version than this command.")
        }
        return reply
    }

    private func connect(_ file: Int32) -> Bool {
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        let bytes = Array(path.utf8)
        let room = MemoryLayout.size(ofValue: address.sun_path)
        guard bytes.count < room else { return false }
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: bytes) }
        return withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                Glibc.connect(file, $0, socklen_t(MemoryLayout<sockaddr_un>.size)) == 0
            }
        }
    }

    private func send(_ bytes: [UInt8], to file: Int32) -> Bool {
        var rest = bytes[...]
        while !rest.isEmpty {
            let sent = rest.withUnsafeBytes { Glibc.send(file, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
            guard sent > 0 else { return false }
            rest = rest.dropFirst(sent)
        }
        return true
    }

    private func received(from file: Int32) -> [UInt8] {
        var bytes: [UInt8] = []
        var piece = [UInt8](repeating: 0, count: 16 * 1024)
        while true {
            let count = recv(file, &piece, piece.count, 0)
            guard count > 0 else { return bytes }
            bytes += piece[..<count]
        }
    }
}
