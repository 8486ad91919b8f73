import GRDB
import Synchronization

/// Lets writers that wait at the same time share one commit, for the wait for the disk is what a small write costs.
///
/// There is no thread for it: whoever gets the turn does the work of all who wait, commits, and tells each how it went.
final class GroupCommit: Sendable {
    /// More would make the first in line wait too long for the last.
    private static let batchMax = 64

    private let database: any DatabaseWriter
    private let waiting = Mutex<[any Errand]>([])
    private let turn = Mutex<Void>(())

    init(_ database: any DatabaseWriter) {
        self.database = database
    }

    /// Runs `work` in a savepoint of its own; returns after the commit.
    func perform<Result: Sendable>(_ work: @escaping @Sendable (Database) throws -> Result) throws -> Result {
        let errand = ErrandOf(work)
        waiting.withLock { $0.append(errand) }
        turn.withLock { _ in
            while !errand.isDone { commit(nextBatch()) }
        }
        return try errand.result()
    }

    private func nextBatch() -> [any Errand] {
        waiting.withLock { waiting in
            let batch = Array(waiting.prefix(GroupCommit.batchMax))
            waiting.removeFirst(batch.count)
            return batch
        }
    }

    private func commit(_ batch: [any Errand]) {
        do {
            try database.writeWithoutTransaction { database in
                try database.inTransaction(.immediate) {
                    for errand in batch { try errand.attempt(in: database) }
                    return .commit
                }
            }
            for errand in batch { errand.settle(nil) }
        } catch {
            for errand in batch { errand.settle(error) }
        }
    }
}

private protocol Errand: Sendable {
    func attempt(in database: Database) throws
    /// Ends it, after the commit or by the error that kept it from happening.
    func settle(_ error: (any Error)?)
}

private final class ErrandOf<Product: Sendable>: Errand {
    private enum Progress {
        case waiting, attempted(Result<Product, any Error>), done(Result<Product, any Error>)
    }

    private let work: @Sendable (Database) throws -> Product
    private let progress = Mutex(Progress.waiting)

    init(_ work: @escaping @Sendable (Database) throws -> Product) {
        self.work = work
    }

    var isDone: Bool {
        progress.withLock { if case .done = $0 { true } else { false } }
    }

    /// A failure of its own is rolled back and kept; only one that ended the transaction for all is thrown on.
    func attempt(in database: Database) throws {
        do {
            var product: Product?
            try database.inSavepoint {
                product = try work(database)
                return .commit
            }
            progress.withLock { $0 = product.map { .attempted(.success($0)) } ?? .waiting }
        } catch {
            guard database.isInsideTransaction else { throw error }
            progress.withLock { $0 = .attempted(.failure(error)) }
        }
    }

    func settle(_ error: (any Error)?) {
        progress.withLock { progress in
            switch (progress, error) {
            case (.attempted(.failure(let own)), _): progress = .done(.failure(own))
            case (_, let error?): progress = .done(.failure(error))
            case (.attempted(let result), nil): progress = .done(result)
            case (.waiting, nil), (.done, nil): preconditionFailure("an errand was committed that was never run")
            }
        }
    }

    func result() throws -> Product {
        guard case .done(let result) = progress.withLock({ $0 }) else {
            preconditionFailure("an errand was asked for its result too soon")
        }
        return try result.get()
    }
}
