import Foundation
import Testing

/// What lies on the disk is its owner's alone.
@Suite struct FileModeTests {
    @Test func `under a lax umask every file and folder is its owner's alone`() throws {
        let team = try Team()
        let (laptop, data) = (try Laptop(), "\(try Folder().path)-data")
        defer { try? FileManager.default.removeItem(atPath: data) }
        let script = """
            umask 000
            fieldnotes -C '\(laptop.notes)' init --invite '\(try team.invitation(for: "Sam Okafor"))' &&
            fieldnotes -C '\(laptop.notes)' add iro -m 'A note.' &&
            fieldnotes -C '\(laptop.notes)' sync &&
            FIELDNOTES_EDITOR=false fieldnotes -C '\(laptop.notes)' add iro
            fieldnotes -C '\(laptop.notes)' export -o '\(laptop.notes)/out.ndjson' &&
            fieldnotes-server team create east --data '\(data)'
            """
        let run = try Child(
            "/bin/sh", ["-c", script].map { Array($0.utf8) },
            environment: Programs.surroundings(home: laptop.folder.path)
        ).finish()
        #expect(run.code == 0, "\(run)")
        for top in [laptop.notes, data, team.server.data] { try expectOwnersAlone(top) }
    }

    @Test(.enabled(if: geteuid() == 0, "only the superuser may do what others are"))
    func `what the superuser does to a server's data does not lock its owner out`() throws {
        let data = "\(try Folder().path)-data"
        defer { try? FileManager.default.removeItem(atPath: data) }
        let nobody = "setpriv --reuid=65534 --regid=65534 --clear-groups --"
        let script = """
            mkdir '\(data)' && chown 65534:65534 '\(data)' &&
            fieldnotes-server team create east --data '\(data)' &&
            \(nobody) fieldnotes-server team create west --data '\(data)' &&
            fieldnotes-server doctor --data '\(data)' &&
            \(nobody) fieldnotes-server team list --data '\(data)'
            """
        let run = try Child(
            "/bin/sh", ["-c", script].map { Array($0.utf8) },
            environment: Programs.surroundings(home: FileManager.default.temporaryDirectory.path)
        ).finish()
        #expect(run.code == 0 && run.said.hasSuffix("east\nwest\n"), "\(run)")
    }

    private func expectOwnersAlone(_ top: String) throws {
        let below = try FileManager.default.subpathsOfDirectory(atPath: top).map { "\(top)/\($0)" }
        #expect(!below.isEmpty)
        for path in [top] + below {
            var facts = stat()
            #expect(lstat(path, &facts) == 0)
            #expect(facts.st_mode & 0o077 == 0, "\(path) is \(String(facts.st_mode & 0o777, radix: 8))")
        }
    }
}
