import CPostgres

#if canImport(Glibc)
    import Glibc
#endif

/// One connection to a PostgreSQL server through libpq. It belongs to one thread at a time and blocks it.
///
/// Statements are prepared once and go through a pipeline: what gives no rows is sent without waiting for its answer, so that
/// the writes of a transaction and its commit cost one round trip together.
final class PostgresConnection: @unchecked Sendable {  // The pool hands it from thread to thread, one at a time.
    /// So many answers surely fit into the socket's buffers, so that both sides never wait for each other.
    private static let pendingMax = 64

    private enum Step {
        case preparation(of: String), execution
    }

    private let connection: OpaquePointer
    private var names: [String: String] = [:]
    private var nameCount = 0
    private var pending: [Step] = []
    /// Whether the server has answered since the last transaction ended.
    private var isHeard = false
    /// Whether the server has warned since the last commit began.
    private var isWarned = false
    /// How long a commit may take, in milliseconds.
    private let patience: Int32
    /// Whether a commit took longer.
    private var isSpent = false

    /// - Parameter patience: how long a commit may take, in milliseconds. One whose standby is away would by itself wait until
    ///   that comes back.
    /// - Throws: ``PostgresError``.
    init(_ address: PostgresAddress, patience: Int32) throws {
        connection = try address.connect()
        self.patience = patience
        // libpq's own receiver would print what the server says, and it may quote what was sent.
        PQsetNoticeReceiver(connection, PostgresConnection.receiver, Unmanaged.passUnretained(self).toOpaque())
        guard PQstatus(connection) == CONNECTION_OK, PQenterPipelineMode(connection) == 1 else {
            guard !broken.isOfStandby else { throw PostgresUnfit.standby }
            throw broken
        }
    }

    deinit { PQfinish(connection) }

    /// Whether it is of no use any more.
    var isBroken: Bool { isSpent || PQstatus(connection) != CONNECTION_OK }

    /// The server's version as one number: 150018 is 15.18.
    var serverVersion: Int32 { PQserverVersion(connection) }

    /// The number of the process that serves this connection, as the greeting told it.
    var greeter: Int64 { Int64(PQbackendPID(connection)) }

    /// The number of the process that answers just now.
    func answerer() throws -> Int64 { try rows("SELECT pg_backend_pid()::bigint").first?.integer(0) ?? 0 }

    /// Sends a statement that gives no rows. That it failed is told by the next one that does, or by the commit.
    func send(_ statement: String, _ values: [PostgresValue] = []) throws {
        if pending.count >= PostgresConnection.pendingMax { try settle() }
        let binding = PostgresBinding(values)
        let name = try prepared(statement, binding)
        let isSent = binding.withPointers { pointers in
            PQsendQueryPrepared(
                connection, name, binding.count, pointers, binding.lengths, binding.formats, 1)
        }
        guard isSent == 1 else { throw broken }
        pending.append(.execution)
    }

    /// The rows that a statement gives.
    func rows(_ statement: String, _ values: [PostgresValue] = []) throws -> PostgresRows {
        try send(statement, values)
        return try settle()
    }

    /// Ends the transaction; when this returns, all of it is on disk.
    /// - Throws: ``CommitUnknown`` where the connection broke before the answer, ``PostgresError`` where it did not happen.
    func commit() throws {
        // Where the connection had gone before, nothing can have been committed, and that is worth knowing.
        if !isHeard { try settle() }
        isWarned = false
        defer { isHeard = false }
        let done: PostgresRows
        do {
            try send("COMMIT")
            done = try settle(within: patience)
        } catch let error as PostgresError {
            throw isBroken || error.isParting ? CommitUnknown() : error
        }
        // A transaction that an error has spoiled is rolled back by COMMIT, and that is no error to PostgreSQL.
        guard done.command == "COMMIT" else { throw PostgresError(broken: "a spoiled transaction was to be committed") }
        // A wait for the standby that was cut short ends in a warning.
        guard !isWarned else { throw CommitUnknown() }
    }

    /// Takes back what the transaction did, whatever became of it so far.
    func rollBack() throws {
        // After a failure all else in the pipeline is passed over, so it must be empty first.
        if !pending.isEmpty { _ = try? settle() }
        defer { isHeard = false }
        _ = try rows("ROLLBACK")
    }

    // MARK: Pipeline

    private func prepared(_ statement: String, _ binding: PostgresBinding) throws -> String {
        if let name = names[statement] { return name }
        nameCount += 1
        let name = "s\(nameCount)"
        guard PQsendPrepare(connection, name, statement, binding.count, binding.types) == 1 else { throw broken }
        names[statement] = name
        pending.append(.preparation(of: statement))
        return name
    }

    /// Waits until all that was sent is done.
    /// - Parameter patience: for how many milliseconds before the server is asked to give up; nil for ever.
    /// - Returns: the rows of the last.
    @discardableResult private func settle(within patience: Int32? = nil) throws -> PostgresRows {
        guard PQpipelineSync(connection) == 1 else { throw broken }
        let steps = pending
        pending = []
        defer { isHeard = !isBroken }
        var failure: PostgresError?
        var last: PostgresRows?
        for step in steps {
            if let patience { giveUp(after: patience) }
            let rows = try nextRows()
            last = rows
            guard !rows.isDone else { continue }
            failure = failure ?? rows.failure
            if case .preparation(let statement) = step { names[statement] = nil }
        }
        // The answer to the synchronisation itself.
        PQclear(PQgetResult(connection))
        if let failure { throw failure }
        guard let last else { preconditionFailure("something was sent before it is waited for") }
        return last
    }

    private func nextRows() throws -> PostgresRows {
        guard let result = PQgetResult(connection) else { throw broken }
        while let surplus = PQgetResult(connection) { PQclear(surplus) }
        return PostgresRows(result)
    }

    /// Waits for something to read, and whenever so many milliseconds have passed asks the server to wait no longer for what it
    /// waits for. That request may come too early, and be passed over, so it is made again; or too late, and hit what is asked
    /// next, so nothing is, over this connection.
    private func giveUp(after milliseconds: Int32) {
        while PQisBusy(connection) == 1 {
            var socket = pollfd(fd: PQsocket(connection), events: Int16(POLLIN), revents: 0)
            let isReadable = poll(&socket, 1, milliseconds)
            if isReadable < 0 && errno == EINTR { continue }
            if isReadable == 0 { cancel() }
            guard PQconsumeInput(connection) == 1 else { return }
        }
    }

    private func cancel() {
        isSpent = true
        guard let request = PQgetCancel(connection) else { return }
        defer { PQfreeCancel(request) }
        var reason = [CChar](repeating: 0, count: 256)
        PQcancel(request, &reason, Int32(reason.count))
    }

    private var broken: PostgresError { PostgresError(broken: String(cString: PQerrorMessage(connection))) }

    private static let receiver: PQnoticeReceiver = { context, notice in
        guard let context, let severity = cpostgres_severity(notice) else { return }
        let connection = Unmanaged<PostgresConnection>.fromOpaque(context).takeUnretainedValue()
        connection.isWarned = connection.isWarned || String(cString: severity) == "WARNING"
    }
}
