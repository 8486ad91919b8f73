import ArgumentParser
import SyncServer

struct MemberVerbs: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "member", abstract: "See who is in a team, what they may do, and shut them out.",
        discussion: """
            A reader receives; a member writes, settles and withdraws, too. A lead and an admin may what a member may, and \
            this list tells people whom to ask; all else is done here, at the server's console.
            """,
        subcommands: [List.self, ChangeRole.self, Remove.self])

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "List a team's members.")

        @Argument(help: "The team.")
        var team: String
        @OptionGroup var data: StoreOption
        @OptionGroup var json: JSONOption

        func run() throws {
            guard case .members(let members) = try data.ask(.members(team: team)) else { return }
            if json.isWanted { return Output.answer("members", members.map(MemberAnswer.init)) }
            let rows = members.map { member in
                [
                    member.name, member.revoked == nil ? member.role.rawValue : "removed", String(member.devices),
                    Time.day(member.joined),
                ]
            }
            for line in Columns("MEMBER", "ROLE", "DEVICES", "JOINED", rows: rows).lines { Output.say(line) }
        }
    }

    struct ChangeRole: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "role", abstract: "Give a member another role; it holds from their next change.")

        @Argument(help: "The team.")
        var team: String
        @Argument(help: "The member.")
        var name: String
        @Argument(help: "reader, member, lead or admin.", transform: Role.named)
        var role: Role
        @OptionGroup var data: StoreOption
        @OptionGroup var json: JSONOption

        func run() throws {
            _ = try data.ask(.changeRole(member: name, team: team, role: role))
            if json.isWanted { return Output.answer("member", ["member": name, "role": role.rawValue]) }
            Output.say("\(name) is \(role.rawValue) of \(team) now.")
        }
    }

    struct Remove: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "End a member's access, with every device and open invitation.",
            discussion: "What they wrote stays, in their name.")

        @Argument(help: "The team.")
        var team: String
        @Argument(help: "The member.")
        var name: String
        @OptionGroup var confirmation: Confirmation
        @OptionGroup var data: StoreOption
        @OptionGroup var json: JSONOption

        func run() throws {
            try ShuttingOut(
                request: .revokeMember(name: name, team: team), name: name, team: team, confirmation: confirmation,
                data: data, json: json
            ).run()
        }
    }
}

/// A member as scripts read it.
private struct MemberAnswer: Encodable {
    let name: String
    let role: String
    let devices: Int
    let joined: String
    let revoked: String?

    init(_ member: MemberStanding) {
        name = member.name
        role = member.role.rawValue
        devices = member.devices
        joined = Time.text(member.joined)
        revoked = member.revoked.map(Time.text)
    }
}
