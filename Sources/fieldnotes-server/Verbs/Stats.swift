import ArgumentParser
import SyncServer

struct Stats: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Show how large the teams are, and how far they have come.")

    @Argument(help: "One team; all where it is left out.")
    var team: String?
    @OptionGroup var data: DataOption
    @OptionGroup var json: JSONOption

    func run() throws {
        guard case .reported(let teams) = try data.ask(.report(team: team)) else { return }
        if json.isWanted { return Output.answer("stats", teams) }
        for team in teams {
            let counts = team.counts
            Output.say(team.team)
            Output.say("  \(counts.members) members, \(counts.devices) devices")
            Output.say("  \(counts.records) records from \(counts.changes) changes, digest \(spoken(team.digest))")
        }
    }

    /// The first eight digits, as people compare them across two screens.
    private func spoken(_ digest: String) -> String { "\(digest.prefix(4))-\(digest.dropFirst(4).prefix(4))" }
}
