import ArgumentParser
import Notebook
import SyncClient
import SyncModel

/// Joins a team with the notes that lie here; they wait to be sent from then on.
struct Connect: WritingVerb {
    static let configuration = CommandConfiguration(
        commandName: "connect", abstract: "Join a team with an invite; the notes here wait to be sent.",
        discussion: """
            The invite's name becomes the author of what is written from now on, and of what was not sent yet.
            FIELDNOTES_CA_FILE names a PEM file of authorities that are trusted instead of all others.
            """)

    @Argument(help: "The invite, as it was sent to you.")
    var code: String

    @Option(help: ArgumentHelp("This device's name; the one it has by default.", valueName: "name"))
    var device: String?

    @OptionGroup var trust: TrustOptions
    @OptionGroup var rehearsal: Rehearsal
    @OptionGroup var options: Options

    func answer(at desk: Desk) throws -> Answer {
        let notebook = try desk.notebook(for: "connect")
        try desk.checkNetworkIsAllowed()
        let invitation = try Invitation(typed: code)
        let replica = notebook.replica
        let places = try desk.places()
        let before = try replica.read { $0.identity }
        let device = try PersonName.device(device ?? before.device)
        if desk.isRehearsal { return try prospect(replica, device: device, host: invitation.address.host) }
        let trusted = try trust.said ?? kept(at: places, server: before.server, now: invitation.address.text)
        let entry = Entry(
            invitation, device: device, settings: desk.httpSettings(trusted), folder: places.replica)
        let admission = try entry.join(Interruption(after: nil))
        // The replica says whether it may join this team; only then is a token that it has replaced.
        try replica.write { try $0.connect(admission.joined, server: invitation.address.text) }
        try trusted.keep(at: places)
        try TokenFile(at: places.token).writing(admission.token, at: places.token)
        entry.forget()
        if !before.author.utf8.elementsEqual(admission.joined.member.utf8) {
            try desk.say(
                Line("The invite is for \(admission.joined.member), so that is the name under your notes from now on."))
        }
        return try told(replica, host: invitation.address.host)
    }

    /// What was said on joining before holds for that server only.
    private func kept(at places: Places, server: String?, now: String) throws -> Trust {
        server == now ? try Trust.kept(at: places) : Trust()
    }

    /// Which team it would be only the server knows, and that is not asked.
    private func prospect(_ replica: Replica, device: String, host: String) throws -> Answer {
        let unsent = try replica.read { try $0.unsentCount() }
        return .report(
            "connect", ["server": .text(host), "device": .text(device), "unsent": .number(unsent)],
            [Line("Would join the team that \(host) lets you into. \(Connect.waiting(unsent))")])
    }

    private static func waiting(_ unsent: Int) -> String {
        guard unsent > 0 else { return "Nothing waits to be sent." }
        return "\(Plural.count(unsent, "change")) \(Plural.verb(unsent, "waits", "wait")) to be sent."
    }

    private func told(_ replica: Replica, host: String) throws -> Answer {
        let (identity, unsent) = try replica.read { ($0.identity, try $0.unsentCount()) }
        let team = identity.team ?? ""
        return .report(
            "connect",
            [
                "team": .text(team), "server": .text(perhaps: identity.server), "author": .text(identity.author),
                "device": .text(identity.device), "unsent": .number(unsent),
            ],
            [
                Line(Span("Team   ", .bold)) + Line("\(team) at \(host) · device \"\(identity.device)\""),
                Line(Connect.waiting(unsent)), Line(Span("Next: ", .bold)) + "fieldnotes sync",
            ])
    }
}

extension Invitation {
    /// Throws `Complaint.badInvite`.
    init(typed text: String) throws {
        do {
            try self.init(text)
        } catch {
            throw Complaint.badInvite(error)
        }
    }
}
