import ArgumentParser
import SyncServer

struct TeamVerbs: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "team", abstract: "Make teams, list, rename and archive them.",
        subcommands: [Create.self, List.self, Rename.self, Archive.self])

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

    struct Rename: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Give a team another name.",
            discussion: """
                Its devices go on as before, and show the old name until they join again. No other team can have that name.
                """)

        @Argument(help: "The team.")
        var name: String
        @Argument(help: "Its new name: 1 to 64 lower-case letters, digits and hyphens.")
        var new: String
        @OptionGroup var data: StoreOption
        @OptionGroup var json: JSONOption

        func run() throws {
            _ = try data.ask(.renameTeam(name: name, new: new))
            if json.isWanted { return Output.answer("team", ["team": new]) }
            Output.say("\(name) is called \(new) now.")
        }
    }

    struct Archive: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Let a team's notes be read only, or be changed again.",
            discussion: """
                Nothing is deleted. What people write meanwhile waits on their devices, and is sent once --undo lets it in.
                """)

        @Argument(help: "The team.")
        var name: String
        @Flag(help: "Let its notes be changed again.")
        var undo = false
        @OptionGroup var confirmation: Confirmation
        @OptionGroup var data: StoreOption
        @OptionGroup var json: JSONOption

        func run() throws {
            if !undo { try confirmation.ask("From then on nobody can change a note of \(name).", name: name) }
            let request = AdminRequest.archiveTeam(name: name, isUndone: undo)
            _ = try data.ask(request, isRehearsal: confirmation.dryRun)
            if json.isWanted { return Output.answer("team", ArchiveAnswer(team: name, isArchived: !undo)) }
            let would = confirmation.dryRun ? "could" : "can"
            guard !undo else { return Output.say("The notes of \(name) \(would) be changed again.") }
            Output.say("The notes of \(name) \(would) be read and exported, and not changed.")
            Output.say("Undo with: fieldnotes-server team archive \(name) --undo \(data.words)")
        }
    }
}

private struct ArchiveAnswer: Encodable {
    let team: String
    let isArchived: Bool
}
