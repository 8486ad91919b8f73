import Foundation
import Testing

/// Disks that are full, and disks that may only be read.
@Suite(.enabled(if: SmallDisk.isPossible, "only the superuser may mount")) struct SmallDiskTests {
    private let words = "Chaired fourteen reviews this month."

    /// A laptop whose notes lie on a disk of its own, of two megabytes.
    private func cramped(_ laptop: Laptop) throws -> (laptop: Laptop, disk: SmallDisk) {
        try FileManager.default.createDirectory(atPath: laptop.notes, withIntermediateDirectories: true)
        let disk = try SmallDisk(bytes: 2 << 20, at: laptop.notes)
        return (laptop.startedBy(disk.entry), disk)
    }

    @Test func `a full disk hands the text back, keeps what was saved, and takes it when there is room`() throws {
        let (sam, disk) = try cramped(Laptop())
        try sam.run("init", "--as", "Sam Okafor")
        let first = try sam.add("Written before.")
        try disk.fill()
        let refused = try sam.start("add", "iro", "-m", words).finish()
        refused.expect(.diskFull, about: "a full disk")
        #expect(refused.complained.contains("is full (0 MB free). Your text is printed below; copy it now."))
        #expect(refused.complained.hasSuffix("\(words)\n"))
        try sam.start("edit", first, "-m", words).finish().expect(.diskFull, about: "an edit on a full disk")
        #expect(try sam.body(first) == "Written before.")
        try sam.run("search", "before")
        try disk.clear()
        try sam.run("add", "iro", "-m", words)
        #expect(try Set(sam.exported().values.compactMap(\.body.text)) == ["Written before.", words])
        try sam.run("doctor")
    }

    @Test func `a sync on a full disk says so, and carries on by itself when there is room`() throws {
        let team = try Team()
        let (sam, disk) = try cramped(Laptop())
        try sam.run("init", "--invite", team.invitation(for: "Sam Okafor"))
        let priya = try team.laptop(of: "Priya Nair")
        try priya.importing(
            (0..<40).map { #"{"item":"iro","body":"\#($0) \#(String(repeating: "long ", count: 2_000))"}"# })
        let mine = try sam.add(words)
        try priya.run("sync")
        try disk.fill()
        try sam.start("sync").finish().expect(.diskFull, about: "a sync on a full disk")
        #expect(try sam.body(mine) == words)
        try disk.clear()
        try team.meet(sam, priya)
        #expect(try sam.digest() == priya.digest())
        #expect(try sam.exported().count == 41)
    }

    @Test func `nothing is set up on a full disk`() throws {
        let (sam, disk) = try cramped(Laptop())
        try disk.fill()
        try sam.start("init", "--as", "Sam Okafor").finish().expect(.diskFull, about: "init on a full disk")
        try disk.clear()
        #expect(try disk.shell("ls -A '\(disk.place)'").said.isEmpty)
        try sam.run("init", "--as", "Sam Okafor")
    }

    @Test func `notes on a disk that may only be read can be read, and a text is handed back`() throws {
        let alone = try Laptop(alone: "Sam Okafor")
        let note = try alone.add("Written before.")
        let disk = try SmallDisk(readOnly: alone.notes)
        try expectOnlyReading(alone.startedBy(disk.entry), note)
        try alone.run("add", "iro", "-m", words)
    }

    @Test func `notes that another person owns can be read where they may be, and a text is handed back`() throws {
        let alone = try Laptop(alone: "Sam Okafor")
        let note = try alone.add("Written before.")
        let opened = ["chmod", "-R", "a+rX", alone.folder.path].map { Array($0.utf8) }
        _ = try Child("/usr/bin/env", opened, environment: ["PATH": "/usr/bin:/bin"]).finish()
        let nobody = ["/usr/bin/setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", "--"]
        try expectOnlyReading(alone.startedBy(nobody), note)
        try alone.run("add", "iro", "-m", words)
    }

    private func expectOnlyReading(_ laptop: Laptop, _ note: String) throws {
        #expect(try laptop.body(note) == "Written before.")
        for words in [["status"], ["items"], ["search", "before"], ["log", note], ["export"], ["conflicts"]] {
            let run = try laptop.start(words.map { Array($0.utf8) }).finish()
            #expect(run.code == 0, "\(run)")
        }
        for verb in [["add", "iro"], ["edit", note]] {
            let run = try laptop.start((verb + ["-m", words]).map { Array($0.utf8) }).finish()
            run.expect(.readOnly, about: "\(verb)")
            #expect(run.complained.hasSuffix("\(words)\n"), "\(run)")
        }
        try laptop.start("tag", note, "+voice").finish().expect(.readOnly, about: "tag")
        #expect(try laptop.exported().count == 1)
    }

    @Test func `a place that may only be read takes no new notes, in plain words`() throws {
        let sam = try Laptop()
        let disk = try SmallDisk(readOnly: sam.folder.path)
        try sam.startedBy(disk.entry).start("init", "--as", "Sam Okafor").finish()
            .expect(.readOnly, about: "init where nothing may be written")
    }

    @Test func `a backup that finds no room is told so, and is restored once there is`() throws {
        let (team, folder) = (try Team(), try Folder())
        let (backup, place) = ("\(folder.path)/backup", "\(folder.path)/small")
        try team.server.admin("backup", backup)
        try FileManager.default.createDirectory(atPath: place, withIntermediateDirectories: true)
        let disk = try SmallDisk(bytes: 2 << 20, at: place)
        try disk.fill()
        func restore() throws -> Run {
            try disk.shell("HOME='\(place)' '\(Programs.server)' restore '\(backup)' --data '\(place)/new'")
        }
        let refused = try restore()
        #expect(refused.code == 9 && refused.complained.contains("the disk is full") && !refused.isJargon, "\(refused)")
        try disk.clear()
        let restored = try restore()
        #expect(restored.code == 0, "\(restored)")
    }

    @Test func `a copy that finds no room leaves nothing behind, and is made once there is`() throws {
        let (team, folder) = (try Team(), try Folder())
        let place = "\(folder.path)/small"
        try team.server.stop()
        try FileManager.default.createDirectory(atPath: place, withIntermediateDirectories: true)
        let disk = try SmallDisk(bytes: 2 << 20, at: place)
        try disk.fill(butFor: 64 << 10)
        func copy() throws -> Run {
            let places = "--from 'sqlite:\(team.server.data)' --to 'sqlite:\(place)/new'"
            return try disk.shell("HOME='\(place)' '\(Programs.server)' copy \(places)")
        }
        let refused = try copy()
        #expect(refused.code == 9 && refused.complained.contains("the disk is full") && !refused.isJargon, "\(refused)")
        try disk.clear()
        let copied = try copy()
        #expect(copied.code == 0, "\(copied)")
    }

    @Test func `a server on a full disk is busy, keeps what it took, and goes on when there is room`() throws {
        let folder = try Folder()
        let place = "\(folder.path)/data"
        try FileManager.default.createDirectory(atPath: place, withIntermediateDirectories: true)
        let disk = try SmallDisk(bytes: 4 << 20, at: place)
        let team = try Team(server: ServerProcess(at: place, startedBy: disk.entry))
        let (sam, priya) = (try team.laptop(of: "Sam Okafor"), try team.laptop(of: "Priya Nair"))
        try disk.fill()
        try sam.importing(
            (0..<40).map { #"{"item":"iro","body":"\#($0) \#(String(repeating: "long ", count: 2_000))"}"# })
        let run = try sam.start("sync", "--timeout", "1s").finish()
        #expect(run.code == 5 && run.complained.contains("cannot answer just now"), "\(run)")
        let made = try team.server.admin(["team", "create", "west"], expecting: nil)
        #expect(made.code == 9 && made.complained.contains("the disk is full") && !made.isJargon, "\(made)")
        try disk.clear()
        try team.meet(sam, priya)
        #expect(try priya.exported().count == 40)
        try team.server.admin("doctor")
    }
}
