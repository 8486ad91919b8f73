import Foundation
import Testing

/// A server put back to last night's backup.
@Suite struct RestoredServerTests {
    @Test func `what the server lost comes back from the replicas, and nothing is lost on them`() throws {
        let team = try Team()
        let (sam, priya) = (try team.laptop(of: "Sam Okafor"), try team.laptop(of: "Priya Nair"))
        let old = try sam.add("Before the backup.")
        try team.meet(sam, priya)
        let backup = try Folder()
        try replace("\(backup.path)/data", by: team.server.data, stopping: team.server)

        try sam.run("edit", old, "-m", "Edited after the backup.")
        let lost = try priya.add("Written after the backup.")
        try team.meet(sam, priya)
        try replace(team.server.data, by: "\(backup.path)/data", stopping: team.server)

        let dana = try team.laptop(of: "Dana Reid")
        let new = try dana.add("Written after the restore.")
        try team.meet(dana, sam, priya)
        for laptop in [sam, priya, dana] {
            #expect(try laptop.body(old) == "Edited after the backup.")
            #expect(try laptop.body(lost) == "Written after the backup.")
            #expect(try laptop.body(new) == "Written after the restore.")
            #expect(try laptop.digest() == dana.digest())
            try laptop.run("conflicts")
        }
        try team.server.admin("doctor")
    }

    @Test(arguments: [false, true])
    func `a backup restored: a hundred later changes come back, whoever comes first`(isCopied: Bool) throws {
        let team = try Team()
        var laptops = try ["Sam Okafor", "Priya Nair", "Ana Reid"].map { try team.laptop(of: $0) }
        let dana = try team.laptop(of: "Dana Reid")
        let old = try laptops[0].add("Before the backup.")
        for laptop in laptops + [dana] { try laptop.run("sync") }
        let backup = "\(dana.folder.path)/backup"
        try team.server.admin("backup", backup)

        if isCopied { laptops.append(try copy(of: laptops[0])) }
        var written: [String: String] = [:]
        for number in 0..<100 {
            let writer = laptops[number % laptops.count]
            let text = "Text \(number)."
            written[try writer.add(text)] = text
            try writer.run("sync")
        }
        try laptops[1].run("edit", old, "-m", "Edited after the backup.")
        try laptops[1].run("sync")
        try team.server.stop()
        try FileManager.default.removeItem(atPath: team.server.data)
        try team.server.admin("restore", backup)
        try team.server.start()

        written[try dana.add("Written first.")] = "Written first."
        try dana.run("sync")
        let warned = try laptops.map { try $0.run("sync").complained }
        for laptop in laptops + laptops + [dana] { try laptop.run("sync") }
        let day = Date.now.formatted(
            .verbatim(
                "\(day: .defaultDigits) \(month: .wide) \(year: .defaultDigits)",
                locale: Locale(identifier: "en_GB"), timeZone: .gmt, calendar: Calendar(identifier: .gregorian)))
        #expect(warned.allSatisfy { $0.contains("The server was restored from a backup of \(day)") })
        #expect(warned.contains { $0.contains("of your sent changes") })
        for laptop in laptops + [dana] {
            let notes = try laptop.exported().mapValues { $0.body.text ?? "" }
            #expect(notes == written.merging([old: "Edited after the backup."]) { $1 })
            #expect(try laptop.digest() == dana.digest())
            try laptop.run("conflicts")
        }
        try team.server.admin("doctor")
    }

    private func copy(of laptop: Laptop) throws -> Laptop {
        let copy = try Laptop()
        try FileManager.default.copyItem(atPath: laptop.notes, toPath: copy.notes)
        return copy
    }

    private func replace(_ place: String, by source: String, stopping server: ServerProcess) throws {
        try server.stop()
        if FileManager.default.fileExists(atPath: place) { try FileManager.default.removeItem(atPath: place) }
        try FileManager.default.copyItem(atPath: source, toPath: place)
        try server.start()
    }
}
