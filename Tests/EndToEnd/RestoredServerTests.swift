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

    private func replace(_ place: String, by source: String, stopping server: ServerProcess) throws {
        try server.stop()
        if FileManager.default.fileExists(atPath: place) { try FileManager.default.removeItem(atPath: place) }
        try FileManager.default.copyItem(atPath: source, toPath: place)
        try server.start()
    }
}
