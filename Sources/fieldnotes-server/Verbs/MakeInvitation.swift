import ArgumentParser
import SyncServer

struct MakeInvitation: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "make", abstract: "Make an invitation that lets one device in (the default).",
        discussion: "It is shown this once; the server keeps only what it needs to know it again.")

    @Argument(help: "The team.")
    var team: String
    @Option(help: "Who is invited; the name signs all that they write.")
    var name: String
    @Option(help: "What they may do: reader, member, lead or admin.", transform: Role.named)
    var role = Role.member
    @Option(help: "How long it can be used, as in 7d, 12h or 30m; 7d by default.", transform: Lifetime.init(typed:))
    var expires = Lifetime.standard
    @Option(help: "Where the newcomer's device reaches this server, as in https://notes.example.")
    var address: String
    @OptionGroup var data: StoreOption
    @OptionGroup var json: JSONOption

    func validate() throws {
        let (secure, plain) = ("https://", "http://")
        guard let scheme = [secure, plain].first(where: address.hasPrefix),
            let place = HostAndPort(address.dropFirst(scheme.count))
        else { throw ValidationError("--address is https://HOST or https://HOST:PORT, and nothing more.") }
        guard scheme == secure || place.isLoopback else {
            throw ValidationError(
                "Notes would travel unencrypted to \(address), and no device does that; use https://.")
        }
    }

    func run() throws {
        let request = AdminRequest.invite(
            member: name, team: team, role: role, lifetime: expires.milliseconds, address: address)
        guard case .invited(let made) = try data.ask(request) else { return }
        if json.isWanted {
            return Output.answer(
                "invite",
                ["invite": made.invite, "expires": Time.text(made.expires), "beginning": made.beginning])
        }
        Output.say("Invite for \(made.member) (\(made.role), one use, until \(Time.day(made.expires))):")
        Output.say("  fieldnotes init --as \(Shell.quoted(made.member)) --invite '\(made.invite)'")
        Output.say("Shown once. Cancel it with: fieldnotes-server invite revoke \(made.beginning) \(data.words)")
    }
}
