import Foundation
import Synchronization
import Testing

/// Several programs at work on one replica at once.
@Suite struct CrowdTests {
    @Test func `four at a time, fifty commands each: no error, and nothing is lost`() throws {
        let team = try Team()
        let sam = try team.laptop(of: "Sam Okafor")
        let note = try sam.add("Shared.")
        let runs = try (0..<50).flatMap { round in
            let children = try [
                sam.start("add", "iro", "-m", "Note \(round)."), sam.start("tag", note, "+round\(round)"),
                sam.start(round.isMultiple(of: 5) ? "sync" : "status"),
                sam.start(
                    round.isMultiple(of: 2)
                        ? ["search", "note"].map { Array($0.utf8) } : ["show", "iro"].map { Array($0.utf8) }),
            ]
            return try children.map { try $0.finish() }
        }
        #expect(runs.filter { $0.code != 0 }.map(\.description) == [])
        let bodies = try Set(sam.exported().values.compactMap(\.body.text))
        #expect(bodies == Set((0..<50).map { "Note \($0)." } + ["Shared."]))
        #expect(try sam.note(note).tags.texts.count == 50)
        try sam.run("sync")
        try sam.run("doctor")
    }
}
