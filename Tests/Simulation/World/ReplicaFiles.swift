import Foundation
import GRDB
import SyncClient

#if canImport(Glibc)
    import Glibc
#endif

/// The files of a replica as its owner handles them: copied, put back, cloned with the whole machine.
struct ReplicaFiles {
    let directory: String

    private static let names = ["replica.sqlite", "replica.sqlite-wal"]

    private func path(_ name: String) -> String { directory + "/" + name }

    /// Every byte that matters. No transaction may be under way.
    func content() -> [String: Data] {
        var content: [String: Data] = [:]
        for name in ReplicaFiles.names { content[name] = FileManager.default.contents(atPath: path(name)) }
        return content
    }

    /// Makes these the files, in a directory that may be new. Nothing may have them open.
    /// - Parameter isNoticed: whether the database becomes another file; otherwise the old one gets the other's bytes, as
    ///   when the image of a whole disk is put back.
    func put(_ content: [String: Data], isNoticed: Bool) throws {
        try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
        for name in ReplicaFiles.names.dropFirst() + ["replica.sqlite-shm"] { unlink(path(name)) }
        for name in ReplicaFiles.names {
            guard let bytes = content[name] else { continue }
            try bytes.write(to: URL(filePath: path(name)), options: isNoticed ? .atomic : [])
        }
    }

    /// Makes the replica believe that it always was this file, as after a whole machine was copied.
    func keepIdentity(of other: ReplicaFiles) throws {
        let database = try DatabaseQueue(path: path("replica.sqlite"))
        try database.write { db in
            try db.execute(
                sql: "UPDATE replica SET fingerprint = replace(fingerprint, ?, ?)",
                arguments: [" \(other.inode)", " \(inode)"])
            guard let row = try Row.fetchOne(db, sql: "SELECT * FROM replica") else { return }
            let sum = RowSum.of(row.filter { $0.0 != "sum" }.map(\.1))
            try db.execute(sql: "UPDATE replica SET sum = ?", arguments: [sum])
        }
    }

    private var inode: UInt64 {
        var status = stat()
        return stat(path("replica.sqlite"), &status) == 0 ? UInt64(status.st_ino) : 0
    }
}
