import ArgumentParser
import SyncServer

struct InviteVerbs: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "invite", abstract: "Invite people into a team, and take invitations back.",
        subcommands: [MakeInvitation.self, List.self, TakeBack.self], defaultSubcommand: MakeInvitation.self)

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "List the invitations that nobody has used, by how their codes begin.")

        @Argument(help: "One team; all where it is left out.")
        var team: String?
        @OptionGroup var data: StoreOption
        @OptionGroup var json: JSONOption

        func run() throws {
            guard case .invitations(let open) = try data.ask(.invitations(team: team)) else { return }
            if json.isWanted { return Output.answer("invitations", open.map(InvitationAnswer.init)) }
            let rows = open.map { [$0.beginning, $0.team, $0.member, $0.role.rawValue, Time.day($0.expires)] }
            for line in Columns("CODE", "TEAM", "FOR", "ROLE", "UNTIL", rows: rows).lines { Output.say(line) }
        }
    }

    struct TakeBack: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "revoke", abstract: "Take an invitation back that nobody has used.")

        @Argument(help: "How its code begins, as `invite list` tells it.")
        var code: String
        @OptionGroup var confirmation: Confirmation
        @OptionGroup var data: StoreOption
        @OptionGroup var json: JSONOption

        func run() throws {
            try confirmation.ask("This takes the invitation \(code) back.", name: code)
            let reply = try data.ask(.takeBack(invitation: code), isRehearsal: confirmation.dryRun)
            guard case .invitations(let gone) = reply else { return }
            if json.isWanted { return Output.answer("invitations", gone.map(InvitationAnswer.init)) }
            let deed = confirmation.dryRun ? "Would take back" : "Took back"
            for invitation in gone {
                Output.say("\(deed) the invitation of \(invitation.member) to \(invitation.team).")
            }
        }
    }
}

/// An open invitation as scripts read it.
private struct InvitationAnswer: Encodable {
    let beginning: String
    let team: String
    let member: String
    let role: String
    let expires: String

    init(_ invitation: OpenInvitation) {
        beginning = invitation.beginning
        team = invitation.team
        member = invitation.member
        role = invitation.role.rawValue
        expires = Time.text(invitation.expires)
    }
}
