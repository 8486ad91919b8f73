import Foundation
import Testing

/// Backups as an administrator makes, checks and restores them.
@Suite struct BackupTests {
    private let team: Team
    private let backup: String
    private let folder: Folder

    init() throws {
        team = try Team()
        folder = try Folder()
        backup = "\(folder.path)/backup"
    }

    @Test func `a backup of a running server is whole, for its owner alone, and never overwrites`() throws {
        let sam = try team.laptop(of: "Sam Okafor")
        _ = try sam.add("Kept.")
        try sam.run("sync")
        try team.server.admin("backup", backup)
        #expect(try FileManager.default.attributesOfItem(atPath: backup)[.posixPermissions] as? Int == 0o600)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["backup"])
        #expect(try verify(backup).said.contains("1 team, 1 record, 1 change"))
        try team.server.admin("backup", backup, expecting: 2)
        try team.server.admin("backup", backup, "--force")
        let answer = try team.server.admin("backup", "\(backup)-2", "--json").envelope()
        #expect(answer.schema.text == "fieldnotes-server.backup/1")
        #expect(answer.data.teams.list.count == 1)
    }

    @Test func `a flipped byte of a backup is found, and it is not restored`() throws {
        let sam = try team.laptop(of: "Sam Okafor")
        for number in 0..<20 { _ = try sam.add("Note \(number).") }
        try sam.run("sync")
        try team.server.admin("backup", backup)
        var bytes = try Data(contentsOf: URL(filePath: backup))
        let place = try #require(bytes.range(of: Data("Note 7.".utf8)))
        bytes[place.lowerBound] ^= 1
        try bytes.write(to: URL(filePath: backup))
        #expect(try verify(backup).code == 7)
        try restore(backup, to: "\(folder.path)/new", expecting: 7)
        #expect(!FileManager.default.fileExists(atPath: "\(folder.path)/new"))
    }

    @Test func `a byte of anybody's name is found, too, wherever the name stands`() throws {
        try team.server.admin("invite", team.name, "--name", "Dana Reid", "--address", team.server.address)
        try team.server.admin("backup", backup)
        let whole = try Data(contentsOf: URL(filePath: backup))
        let places = whole.indices.filter { whole[$0...].starts(with: Data("Dana Reid".utf8)) }
        #expect(places.count > 1, "in the invitation and in the log")
        for place in places {
            var bytes = whole
            bytes[place] ^= 1
            try bytes.write(to: URL(filePath: backup))
            let run = try verify(backup)
            #expect(run.code == 7 && run.said.contains("Damaged: "), "\(run)")
        }
    }

    @Test func `a backup is restored only where nothing is`() throws {
        try team.server.admin("backup", backup)
        try team.server.admin("restore", backup, expecting: 2)
        try team.server.stop()
        try team.server.admin("restore", backup, expecting: 2)
        try restore(backup, to: "\(folder.path)/new", expecting: 0)
        try restore(backup, to: "\(folder.path)/new", expecting: 2)
        try restore(folder.file("other", "no backup".utf8), to: "\(folder.path)/newer", expecting: 7)
        try restore("\(folder.path)/nothing", to: "\(folder.path)/newer", expecting: 9)
    }

    private func verify(_ file: String) throws -> Run { try run("backup", "verify", file) }

    private func restore(_ file: String, to data: String, expecting code: Int32) throws {
        let run = try run("restore", file, "--data", data)
        #expect(run.code == code, "\(run)")
    }

    private func run(_ words: String...) throws -> Run {
        try Child(
            Programs.server, words.map { Array($0.utf8) }, environment: Programs.surroundings(home: folder.path)
        ).finish()
    }
}
