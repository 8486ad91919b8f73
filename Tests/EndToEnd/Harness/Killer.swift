import Foundation

/// Ends programs with SIGKILL at random moments of their work, as a flat battery does.
struct Killer {
    private var chance = Chance()
    /// How long an undisturbed run takes, and a little more.
    private var longest: Double

    /// Times `run`, which is to be like those that will be killed.
    init(timing run: () throws -> Void) rethrows {
        let spent = try ContinuousClock().measure(run)
        longest = 1.2 * (spent / .seconds(1))
    }

    var seed: UInt64 { chance.seed }

    /// Lets the program work for a while, then kills it, unless it has ended by itself.
    mutating func cutShort(_ child: Child) throws -> Run {
        hesitate()
        child.signal(SIGKILL)
        let run = try child.finish()
        // A machine is not as fast at every minute; about one run in six is to get through.
        longest *= run.wasKilled ? 1.02 : 0.9
        return run
    }

    mutating func cutShort(_ server: ServerProcess) throws {
        hesitate()
        try server.kill()
    }

    private mutating func hesitate() {
        usleep(UInt32(Double.random(in: 0...longest, using: &chance) * 1_000_000))
    }
}
