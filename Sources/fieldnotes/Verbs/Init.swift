import ArgumentParser
import SyncClient
import SyncModel

/// Starts field notes on this device, alone or with an invite into a team.
struct Init: WritingVerb {
    static let configuration = CommandConfiguration(
        commandName: "init", abstract: "Start field notes on this device; no server is needed.",
        discussion: """
            With --invite the device joins a team, and the team's notes are fetched. Either all is set up or nothing is left.
            FIELDNOTES_CA_FILE names a PEM file of authorities that are trusted instead of all others.
            """)

    @Argument(help: "Where everything is to lie, as with -C.")
    var dir: String?

    @Option(name: .customLong("as"), help: ArgumentHelp("Your name, as it stands under your notes.", valueName: "name"))
    var author: String?

    @Option(help: ArgumentHelp("The invite into a team, as it was sent to you.", valueName: "link"))
    var invite: String?

    @Option(help: ArgumentHelp("This device's name; the host's by default.", valueName: "name"))
    var device: String?

    @OptionGroup var trust: TrustOptions
    @OptionGroup var rehearsal: Rehearsal
    @OptionGroup var options: Options

    func validate() throws {
        if let dir, let directory = options.directory, dir != directory {
            throw ValidationError("Choose one of DIR and -C DIR.")
        }
    }

    func answer(at desk: Desk) throws -> Answer {
        let device = try PersonName.device(device)
        if let invite { return try join(Invitation(typed: invite), at: desk, device: device) }
        let groundwork = try Groundwork(at: places(desk, team: options.team))
        let author = try name(at: desk)
        if desk.isRehearsal { return groundwork.prospect(author: author, device: device, invitation: nil) }
        let replica = try groundwork.make(author: author, device: device)
        return try Beginning(replica: replica, groundwork.places).answer()
    }

    private func places(_ desk: Desk, team: String?) throws -> Places {
        try Places(directory: dir ?? options.directory, team: team, environment: desk.environment)
    }

    private func name(at desk: Desk) throws -> String {
        let question = "Your name, as it is to stand under your notes:"
        guard let name = try author ?? (desk.prompt.isAllowed ? desk.prompt.ask(question) : nil) else {
            throw Complaint.nameMissing
        }
        return try PersonName.author(name)
    }

    private func join(_ invitation: Invitation, at desk: Desk, device: String) throws -> Answer {
        try desk.checkNetworkIsAllowed()
        // Until the server says which team it is, the notes have no name but this; where they lie in a folder that was named
        // it does not matter, and a replica that stands there already is noticed before the invite is used up.
        let joining = try Groundwork(at: places(desk, team: options.team ?? Places.joiningTeam))
        if desk.isRehearsal { return joining.prospect(author: nil, device: device, invitation: invitation) }
        let interruption = Interruption(after: nil)
        let trusted = trust.said ?? Trust()
        let settings = desk.httpSettings(trusted)
        let entry = Entry(invitation, device: device, settings: settings, folder: joining.places.replica)
        let admission = try entry.join(interruption)
        let groundwork = try Groundwork(at: places(desk, team: options.team ?? admission.joined.team))
        let replica = try groundwork.make(for: admission, server: invitation.address, trusting: trusted)
        entry.forget()
        try mention(admission.joined.member, at: desk)
        let connection = try Connection(
            of: replica.read { $0.identity }, token: groundwork.places.token, settings: settings)
        let first = SyncRun(desk: desk, replica: replica, connection: connection, interruption: interruption)
        return try Beginning(replica: replica, groundwork.places).answer(first)
    }

    /// The invite says who joins; another name that was typed is not taken.
    private func mention(_ member: String, at desk: Desk) throws {
        guard let author, !author.utf8.elementsEqual(member.utf8) else { return }
        try desk.say(Line("The invite is for \(member), so that is the name under your notes, not \(author)."))
    }
}
