import Foundation
import TestPostgres
import Testing

/// A server whose store can be made to fail, and all of whose traces are kept: logs, and what its process leaves in its folder.
final class OpenStore {
    enum Kind: CustomTestStringConvertible {
        case directory, database

        var testDescription: String { self == .directory ? "in a directory" : "in a database" }
    }

    let server: ServerProcess
    private let cluster: PostgresCluster?
    private let database: PostgresDatabase?
    /// Where the process would leave its core: it may, as far as those who start it are concerned.
    private let folder: Folder
    private var earlierLogs = ""

    /// A database logs all that it can, but for what the server's page has it granted to keep back.
    init(_ kind: Kind) throws {
        folder = try Folder()
        let entry = ["/bin/sh", "-c", "cd '\(folder.path)' && ulimit -c unlimited && exec \"$@\"", "sh"]
        switch kind {
        case .directory:
            (cluster, database) = (nil, nil)
            server = try ServerProcess(startedBy: entry)
        case .database:
            let cluster = try PostgresCluster(settings: ["log_statement=all", "log_min_duration_statement=0"])
            try cluster.run(OpenStore.grant)
            let database = try cluster.database()
            (self.cluster, self.database) = (cluster, database)
            server = try ServerProcess(on: database.url, startedBy: entry)
        }
    }

    /// What the server's page has an administrator grant.
    private static var grant: String {
        get throws {
            let page = try String(
                contentsOf: ReadmeTests.top.appending(path: "Server/README.md"), encoding: .utf8)
            return String(try #require(page.firstMatch(of: /(?s)psql -c '(GRANT SET ON PARAMETER .*?)'/)).1)
        }
    }

    /// Does `work` while the store cannot keep anything.
    func failing(_ work: () throws -> Void) throws {
        if let database {
            try database.run(
                "ALTER TABLE fieldnotes.record ADD CONSTRAINT never CHECK (octet_length(state) < 0) NOT VALID")
            try work()
            try database.run("ALTER TABLE fieldnotes.record DROP CONSTRAINT never")
        } else {
            try altering("CREATE TRIGGER never BEFORE INSERT ON record BEGIN SELECT RAISE(ABORT, 'never'); END")
            try work()
            try altering("DROP TRIGGER never")
        }
    }

    /// What the store says when it is made to fail.
    var complaint: String { "never" }

    /// All that was ever logged.
    var log: String { earlierLogs + server.log + (cluster?.log ?? "") }

    /// All that is kept, as it lies on the disk or in a dump.
    var kept: Data {
        get throws {
            if let database { return Data(try database.dump().utf8) }
            return try FileManager.default.subpathsOfDirectory(atPath: server.data).reduce(into: Data()) { all, path in
                all += FileManager.default.contents(atPath: "\(server.data)/\(path)") ?? Data()
            }
        }
    }

    /// What the process has left where it stood.
    var leftBehind: [String] { get throws { try FileManager.default.contentsOfDirectory(atPath: folder.path) } }

    private func altering(_ sql: String) throws {
        try server.stop()
        earlierLogs += server.log
        let script = "import sqlite3, sys; sqlite3.connect(sys.argv[1]).execute(sys.argv[2])"
        let words = ["-c", script, "\(server.data)/fieldnotes.sqlite", sql].map { Array($0.utf8) }
        let run = try Child("/usr/bin/python3", words, environment: [:]).finish()
        try #require(run.code == 0, "\(run)")
        try server.start()
    }
}
