import Foundation
import SyncModel

/// Devices that were in step, lost their server for a while, and come back all at once, each with a note that it wrote
/// meanwhile: how long until each has everybody's.
struct Returning {
    /// No device waits longer before it asks again.
    private static let pauseSeconds = 2.0
    private static let secondsMax = 300.0

    let ground: Ground
    let count: Int

    init(on ground: Ground, count: Int) {
        (self.ground, self.count) = (ground, count)
    }

    func measure(into figures: inout Figures) throws {
        var first = try Writer(0, on: ground)
        while try first.sync([], pageBytes: 2 << 20).more {}
        let writers = try (0..<count).map { try Writer($0, on: ground, cursor: first.cursor) }
        ground.server.end()
        try ground.server.begin()
        let (tally, whole) = (Tally(), count)
        let start = ContinuousClock.now
        Crowd.each(of: writers) { _, writer in
            var writer = writer
            if Returning.comeBack(&writer, among: whole, since: start, tally) {
                tally.note(milliseconds: start.age * 1_000, kept: 1)
            }
        }
        figures.returning = count
        figures.returnedP50S = tally.time(of: 0.5) / 1_000
        figures.returnedLastS = tally.time(of: 1) / 1_000
        figures.retries = tally.errors.values.reduce(0, +)
        figures.errors += count - tally.kept
    }

    /// Whether the device got to know all that came back.
    private static func comeBack(
        _ writer: inout Writer, among whole: Int, since start: ContinuousClock.Instant, _ tally: Tally
    ) -> Bool {
        var (unsent, known) = (writer.notes(1), 1)
        while start.age < secondsMax {
            do {
                let response = try writer.sync(unsent, pageBytes: 2 << 20)
                unsent = []
                known += response.records.count
                if known >= whole { return true }
                if response.more { continue }
            } catch {
                tally.note(error)
            }
            Thread.sleep(forTimeInterval: .random(in: 0...pauseSeconds))
        }
        return false
    }
}
