import Foundation
import Testing

/// A disk that alters what it holds.
@Suite struct DamageTests {
    @Test func `a sent note whose stored text was altered is neither shown as written nor called sound`() throws {
        let team = try Team()
        let sam = try team.laptop(of: "Sam Okafor")
        let note = try sam.add("The plan was drifting for a year.")
        try sam.run("sync")
        try sam.run("doctor")
        try alter("drifting", to: "drafting", on: sam)
        try sam.run("doctor", expecting: 7)
        try sam.run("show", note, expecting: 7)
        try sam.run("export", expecting: 7)
        try sam.run("tag", note, "+voice", expecting: 7)
    }

    /// Changes bytes of the replica's file behind the program's back, wherever they stand.
    private func alter(_ old: String, to new: String, on laptop: Laptop) throws {
        let path = "\(laptop.notes)/replica.sqlite"
        // The write-ahead log has checksums of its own; what lies in the file itself has not.
        let fold = "import sqlite3; sqlite3.connect('\(path)').execute('pragma wal_checkpoint(truncate)')"
        let folded = try Child(
            "/usr/bin/python3", ["-c", fold].map { Array($0.utf8) },
            environment: Programs.surroundings(home: laptop.folder.path)
        ).finish()
        #expect(folded.code == 0, "\(folded)")
        var bytes = try Data(contentsOf: URL(filePath: path))
        #expect(bytes.range(of: Data(old.utf8)) != nil)
        while let place = bytes.range(of: Data(old.utf8)) { bytes.replaceSubrange(place, with: new.utf8) }
        try bytes.write(to: URL(filePath: path))
    }
}
