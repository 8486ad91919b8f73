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
            Output.say(team.team)
            Output.say("  \(count(team.members, "member")), \(count(team.devices, "device"))")
            let records = "\(count(team.records, "record")) from \(count(team.changes, "change"))"
            Output.say("  \(records), digest \(spoken(team.digest))")
        }
    }

    private func count(_ count: Int, _ noun: String) -> String { "\(count) \(noun)\(count == 1 ? "" : "s")" }

    /// The first eight digits, as people compare them across two screens.
    private func spoken(_ digest: String) -> String { "\(digest.prefix(4))-\(digest.dropFirst(4).prefix(4))" }
}
