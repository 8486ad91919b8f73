import Foundation
import Synchronization

/// A PostgreSQL of the tests' own, which goes with the process that started it.
public final class PostgresCluster: Sendable {
    /// One for all tests that leave it alone; each has databases of its own in it.
    public static let shared = Result { try PostgresCluster() }

    /// Where its socket is.
    public let folder: String
    private let process = Process()
    private let orders = Pipe()
    private let answers = Pipe()
    private let names = Mutex(Names())

    /// Each is used once, also when its database was another's before.
    private struct Names {
        var count = 0
        var free: [String] = []

        mutating func next() -> String {
            count += 1
            return "t\(count)"
        }
    }

    /// - Parameters:
    ///   - primary: which it follows as a standby.
    ///   - settings: as in `log_statement=all`.
    public init(following primary: PostgresCluster? = nil, settings: [String] = []) throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "fieldnotes-pg-\(UUID().uuidString.prefix(8))")
            .path(percentEncoded: false)
        let script = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "postgres.sh")
        process.executableURL = URL(filePath: "/bin/sh")
        let following = primary.map { ["--following", $0.folder] } ?? []
        process.arguments = [script.path, folder] + following + settings.flatMap { ["-c", $0] }
        process.standardInput = orders
        process.standardOutput = answers
        try process.run()
        // The child alone holds the other end, so its death ends what is read here.
        try answers.fileHandleForWriting.close()
        try wait(for: "made")
    }

    deinit { try? orders.fileHandleForWriting.close() }

    /// What it has logged.
    public var log: String { (try? String(contentsOfFile: "\(folder)/log", encoding: .utf8)) ?? "" }

    /// An empty database of an ordinary role.
    public func database() throws -> PostgresDatabase {
        let (name, isNew) = names.withLock { names in names.free.popLast().map { ($0, false) } ?? (names.next(), true) }
        if isNew { try run("CREATE DATABASE \(name) OWNER fieldnotes") }
        let database = PostgresDatabase(cluster: self, name: name)
        Loan.current?.add(database)
        return database
    }

    /// Empties a database for others. It gets another name, so that no store which is still open finds it again; one that
    /// cannot be had back is left as it is.
    func takeBack(_ database: PostgresDatabase) {
        let name = names.withLock { names in names.next() }
        do {
            try database.run(
                """
                SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity
                    WHERE datname = current_database() AND pid <> pg_backend_pid();
                DROP SCHEMA IF EXISTS fieldnotes CASCADE;
                """)
            try run("ALTER DATABASE \(database.name) RENAME TO \(name)")
        } catch {
            return
        }
        names.withLock { names in names.free.append(name) }
    }

    /// Dies as in a power cut, and starts again.
    public func crash() throws { try order("crash", until: "ready") }

    /// Dies as in a power cut, for good.
    public func die() throws { try order("die", until: "dead") }

    /// What a statement of the administrator's gives, in lines.
    @discardableResult public func run(_ sql: String, in database: String = "postgres", as role: String = "postgres")
        throws -> String
    {
        try Program.run("psql", ["-qAtX", "-v", "ON_ERROR_STOP=1", "-h", folder, "-U", role, database, "-c", sql])
    }

    /// Asks for a condition until it holds, for some seconds at most.
    func wait(until condition: String) throws {
        for _ in 0..<200 where try run("SELECT (\(condition))") != "t\n" { usleep(50_000) }
    }

    /// What `database` holds, as a text.
    func dump(_ database: String) throws -> String {
        try Program.run("pg_dump", ["-h", folder, "-U", "postgres", database])
    }

    /// Copies what `source` holds into `target`, as a dump restored there.
    func restore(_ source: String, into target: String) throws {
        let pipe = "pg_dump -h '\(folder)' -U postgres \(source) | psql -qX -h '\(folder)' -U postgres \(target)"
        try Program.run("sh", ["-c", pipe])
    }

    /// The address of a database that is the same in all `clusters`.
    static func url(of database: String, in clusters: [PostgresCluster]) -> String {
        "postgres://fieldnotes@/\(database)?host=\(clusters.map(\.folder).joined(separator: ","))"
    }

    private func order(_ word: String, until answer: String) throws {
        try orders.fileHandleForWriting.write(contentsOf: Data("\(word)\n".utf8))
        try wait(for: answer)
    }

    private func wait(for word: String) throws {
        var said = ""
        while !said.split(separator: "\n").contains(Substring(word)) {
            let part = answers.fileHandleForReading.availableData
            guard !part.isEmpty else { throw PostgresMissing() }
            said += String(decoding: part, as: UTF8.self)
        }
    }
}

/// PostgreSQL did not start; the script has said why on standard error.
public struct PostgresMissing: Error {}

/// A program that runs to its end.
private enum Program {
    struct Failed: Error {
        let words: [String]
        let said: String
    }

    @discardableResult static func run(_ name: String, _ words: [String]) throws -> String {
        let (process, pipe) = (Process(), Pipe())
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = [name] + words
        process.standardOutput = pipe
        process.standardError = pipe
        try process.run()
        let said = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw Failed(words: words, said: said) }
        return said
    }
}
