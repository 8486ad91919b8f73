import Foundation
import Testing

/// What happens to the replica's file behind the program's back.
extension Laptop {
    private var file: String { "\(notes)/replica.sqlite" }

    /// Changes bytes of the file, wherever they stand.
    func alter(_ old: String, to new: String) throws {
        // The write-ahead log has checksums of its own; what lies in the file itself has not.
        try execute("pragma wal_checkpoint(truncate)")
        var bytes = try Data(contentsOf: URL(filePath: file))
        #expect(bytes.range(of: Data(old.utf8)) != nil)
        while let place = bytes.range(of: Data(old.utf8)) { bytes.replaceSubrange(place, with: new.utf8) }
        try bytes.write(to: URL(filePath: file))
    }

    /// Runs a statement of SQL on the file.
    func execute(_ statement: String) throws {
        let lines = "import sqlite3; c = sqlite3.connect('\(file)'); c.execute('\(statement)'); c.commit()"
        let run = try Child(
            "/usr/bin/python3", ["-c", lines].map { Array($0.utf8) },
            environment: Programs.surroundings(home: folder.path)
        ).finish()
        #expect(run.code == 0, "\(run)")
    }
}
