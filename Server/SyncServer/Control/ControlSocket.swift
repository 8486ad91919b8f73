import FoundationEssentials
import NIOCore
import NIOPosix
public import ServiceLifecycle

#if canImport(Glibc)
    import Glibc
#endif

/// Where a running server hears the administrator's verbs: a socket in its directory, which only its owner can reach.
public struct ControlSocket: Service {
    /// No request of ours comes near it.
    private static let lineBytesMax = 64 * 1024

    private let path: String
    private let admin: Admin
    private let workers = Workers()

    /// - Parameter directory: one whose lock is held.
    public init(in directory: DataDirectory, admin: Admin) {
        path = DataDirectory.controlSocket(in: directory.path)
        self.admin = admin
    }

    public func run() async throws {
        // One that a server left behind when it was killed: its lock is ours now.
        unlink(path)
        let server = try await ServerBootstrap(group: .singletonMultiThreadedEventLoopGroup)
            .bind(unixDomainSocketPath: path) { channel in
                channel.eventLoop.makeCompletedFuture {
                    try NIOAsyncChannel<ByteBuffer, ByteBuffer>(wrappingChannelSynchronously: channel)
                }
            }
        chmod(path, 0o600)
        defer { unlink(path) }
        try await withThrowingDiscardingTaskGroup { tasks in
            try await server.executeThenClose { connections in
                for try await connection in connections.cancelOnGracefulShutdown() {
                    // Whoever breaks off before the answer has lost only the answer.
                    tasks.addTask { try? await serve(connection) }
                }
            }
        }
    }

    private func serve(_ connection: NIOAsyncChannel<ByteBuffer, ByteBuffer>) async throws {
        try await connection.executeThenClose { inbound, outbound in
            var line: [UInt8] = []
            for try await part in inbound {
                line += part.readableBytesView
                guard line.count <= ControlSocket.lineBytesMax else { return }
                guard line.last == UInt8(ascii: "\n") else { continue }
                return try await outbound.write(ByteBuffer(bytes: await answer(line)))
            }
        }
    }

    private func answer(_ line: [UInt8]) async throws -> [UInt8] {
        let admin = admin
        return try await workers.run {
            let reply: AdminReply =
                if let errand = try? JSONDecoder().decode(AdminErrand.self, from: Data(line)) {
                    admin.answer(errand)
                } else {
                    .refused(AdminError(.failed, "The running server is of another version than this command."))
                }
            return [UInt8](try JSONEncoder().encode(reply)) + [UInt8(ascii: "\n")]
        }
    }
}
