import ArgumentParser
import SyncServer

struct Stats: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Show how large the teams are, and how far they have come.")

    @Argument(help: "One team; all where it is left out.")
    var team: String?
    @OptionGroup var data: StoreOption
    @OptionGroup var json: JSONOption

    func run() throws {
        guard case .reported(let teams) = try data.ask(.report(team: team)) else { return }
        if json.isWanted { return Output.answer("stats", teams) }
        for team in teams {
            Output.say(team.team)
            Output.say("  \(Count.of(team.members, "member")), \(Count.of(team.devices, "device"))")
            let records = "\(Count.of(team.records, "record")) from \(Count.of(team.changes, "change"))"
            Output.say("  \(records), digest \(team.spokenDigest)")
        }
    }
}
