import SyncClient
import TestSupport

/// Nothing goes wrong any more, and nobody writes: everything must come to rest by itself.
struct Quiet {
    let world: World

    /// How often everybody syncs, in milliseconds, and how often within the two hours that a queue may take.
    private static let pause: Int64 = 5 * 60_000
    private static let roundsMax = 24

    func come() throws {
        world.note("quiet")
        try world.arriveAll()
        for place in world.places {
            place.close()
            place.editors = []
            if try !world.office.lets(place.token) { try world.joinAgain(place) }
        }
        var rounds = 1
        while try !isQuiet() {
            guard rounds < Quiet.roundsMax else { throw Trouble(.stuck, "after two hours something still moves") }
            rounds += 1
        }
        for place in world.places {
            let left = try place.program().replica.read { try $0.unsentCount() }
            guard left == 0 else { throw Trouble(.stuck, "\(place.person) still has \(left) edits to send") }
        }
    }

    /// Everybody syncs once.
    /// - Returns: whether nothing moved.
    private func isQuiet() throws -> Bool {
        world.time.advance(milliseconds: Quiet.pause)
        var isQuiet = true
        for place in world.places {
            guard let report = try world.sync(place) else {
                throw Trouble(.stuck, "\(place.person) cannot sync although nothing is wrong any more")
            }
            isQuiet = isQuiet && report.isInStep == true && report.sent == 0 && report.received == 0
        }
        return isQuiet
    }
}
