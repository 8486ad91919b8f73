import Foundation
import TestPostgres
import Testing

/// pgbouncer in front of a database, lending its connections out for a `transaction` or a `session` at a time.
final class Pooler {
    static let isInstalled = FileManager.default.isExecutableFile(atPath: program)
    private static let program = "/usr/sbin/pgbouncer"

    private let folder: Folder
    private let child: Child
    private let database: PostgresDatabase

    init(before database: PostgresDatabase, lendingFor span: String) throws {
        self.database = database
        folder = try Folder()
        let text = """
            [databases]
            \(database.name) = host=\(database.cluster.folder) user=fieldnotes
            [pgbouncer]
            listen_port = 6432
            unix_socket_dir = \(folder.path)
            auth_type = any
            pool_mode = \(span)

            """
        let file = try folder.file("pgbouncer.ini", text.utf8)
        var words = [Pooler.program, file]
        if geteuid() == 0 {
            // It refuses to run as root, as PostgreSQL does.
            for path in [folder.path, file] {
                try FileManager.default.setAttributes([.ownerAccountName: "postgres"], ofItemAtPath: path)
            }
            words = ["/usr/bin/setpriv", "--reuid=postgres", "--regid=postgres", "--init-groups"] + words
        }
        child = try Child(words[0], words.dropFirst().map { Array($0.utf8) }, environment: [:])
        let socket = "\(folder.path)/.s.PGSQL.6432"
        let isUp = Child.await(seconds: 10) { !child.isRunning || FileManager.default.fileExists(atPath: socket) }
        try #require(isUp && child.isRunning, "\(String(decoding: child.complained, as: UTF8.self))")
    }

    var url: String { "postgres://fieldnotes@/\(database.name)?host=\(folder.path)&port=6432" }
}
