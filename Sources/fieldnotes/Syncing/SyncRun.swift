import Notebook
import SyncClient
import SyncModel

/// One sync as the command line runs it: with a bar for long ones, and an end whenever the person wants one.
struct SyncRun {
    let desk: Desk
    var replica: Replica
    let connection: Connection
    let interruption: Interruption
    /// How often a call is made before it counts as failed; nil for as often as is the rule.
    var tries: Int?
    /// How many deletions a person agreed to; nil where nobody was asked.
    var confirmed: Int?

    /// Throws the complaint for what kept the server from answering; what was done before is kept.
    func perform(_ direction: SyncDirection = .both) throws -> SyncReport {
        var bar = desk.progress("Changes sent and received")
        defer { bar.end() }
        return try connection.asking(for: replica) {
            do {
                let report = try connection.known {
                    try replica.sync(
                        with: connection.upstream(stop: interruption.stop), direction: direction,
                        random: { Double.random(in: 0..<1) },
                        pause: { if !interruption.pause(seconds: $0) { throw CancellationError() } }, tries: tries,
                        confirmed: confirmed, progress: { bar.show($0.sent + $0.received) })
                }
                connection.renewToken(stop: interruption.stop)
                return report
            } catch is UpstreamError where interruption.isBySignal {
                throw Complaint.interrupted(unsent: try replica.read { try $0.unsentCount() })
            }
        }
    }
}
