import ArgumentParser
import SyncServer

struct TeamVerbs: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "team", abstract: "Make teams, and list them.", subcommands: [Create.self, List.self])

    struct Create: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Make a team, and the data directory or the tables if they are missing.")

        @Argument(help: "1 to 64 lower-case letters, digits and hyphens.")
        var name: String
        @Option(
            help: """
                The id of a team whose server lost everything, as `fieldnotes whoami` tells it on its members' devices: by \
                it they know their team again, and give back all its notes.
                """)
        var id: String?
        @OptionGroup var data: StoreOption
        @OptionGroup var json: JSONOption

        func run() throws {
            guard case .created(let team) = try data.ask(.createTeam(name: name, identity: id), isMade: true) else {
                return
            }
            if json.isWanted { return Output.answer("team", ["team": team]) }
            Output.say("Made the team \(team).")
            Output.say("Next: fieldnotes-server invite \(team) --name NAME --address URL \(data.words)")
        }
    }

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "List the teams.")

        @OptionGroup var data: StoreOption
        @OptionGroup var json: JSONOption

        func run() throws {
            guard case .reported(let teams) = try data.ask(.report(team: nil)) else { return }
            if json.isWanted { return Output.answer("teams", teams.map { ["team": $0.team] }) }
            for team in teams { Output.say(team.team) }
        }
    }
}
