import Foundation
import TestPostgres
import Testing

/// What the server's page tells people to type for a database is typed.
@Suite struct DatabasePageTests {
    @Test(.timeLimit(.minutes(2))) func `a database is made, served from and moved to as the page says`() throws {
        let cluster = try PostgresCluster()
        try cluster.run("DROP ROLE fieldnotes")
        let place = "fieldnotes@/fieldnotes?host=\(cluster.folder)"
        let awaited = "--listen 127.0.0.1:0 > served & until grep listening served; do sleep 0.2; done"
        let script = """
            set -e
            \(try block(with: "createdb", at: place).replacing(/--listen [0-9.:]+/, with: awaited))
            kill $!
            createdb --owner fieldnotes other
            fieldnotes-server team create east --data data
            \(try block(with: "copy --from", at: place.replacing("/fieldnotes?", with: "/other?")))
            """
        let home = try Folder()
        let surroundings = ["PGHOST": cluster.folder, "PGUSER": "postgres"]
        let run = try Child(
            "/bin/bash", ["-c", "cd '\(home.path)'\n\(script)"].map { Array($0.utf8) },
            environment: Programs.surroundings(home: home.path).merging(surroundings) { $1 }
        ).finish()
        #expect(run.code == 0, "\(run)")
        for words in ["Made the team north-shire.", "listening on http://", "All is well.", "found the same."] {
            #expect(run.said.contains(words), "\(run)")
        }
        #expect(!run.said.contains("Mind: log_"), "what the role was granted keeps words out of the log: \(run)")
    }

    /// The page's commands that hold `words`, with a database of ours in the place of its examples, and nobody else to be.
    private func block(with words: String, at place: String) throws -> String {
        let page = try String(contentsOf: ReadmeTests.top.appending(path: "Server/README.md"), encoding: .utf8)
        let blocks = page.components(separatedBy: "```sh\n").dropFirst().map { $0.components(separatedBy: "```")[0] }
        return try #require(blocks.first { $0.contains(words) }).replacing("sudo -u postgres ", with: "")
            .replacing("fieldnotes@one,two/fieldnotes?sslmode=verify-full", with: place)
    }
}
