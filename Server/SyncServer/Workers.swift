import NIOPosix

/// Threads that may wait for the disk. The few that Swift's tasks share may not: all connections would wait with them.
final class Workers: Sendable {
    /// As many requests can share one commit.
    private static let threadCount = 8

    private let pool = NIOThreadPool(numberOfThreads: threadCount)

    init() {
        pool.start()
    }

    deinit { pool.shutdownGracefully { _ in } }

    func run<Result: Sendable>(_ work: @escaping @Sendable () throws -> Result) async throws -> Result {
        try await pool.runIfActive(work)
    }

    /// Asks the service what no session asks. A store that fails is told to the sender and logged as in a session.
    func ask<Result: Sendable>(
        _ service: SyncService, _ question: @escaping @Sendable (SyncService) throws -> Result
    ) async throws -> Result {
        try await run { try service.answering { try question(service) } }
    }
}
