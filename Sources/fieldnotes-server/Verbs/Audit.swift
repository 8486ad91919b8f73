import ArgumentParser
import SyncModel
import SyncServer

struct Audit: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Show who did what in a team, and when; never what somebody wrote.",
        discussion: """
            Each entry is chained to the one before it, so none can be altered or taken out from between without its being \
            found. Whoever notes the last one's number and hash elsewhere finds out, too, if later ones were taken away.
            """)

    @Argument(help: "The team.")
    var team: String
    @Option(help: "From when on: a day like 2023-02-14, or how long ago, like 7d.", transform: Moment.init(typed:))
    var since: Moment?
    @Flag(help: "Only check that the whole log is what was written.")
    var verify = false
    @OptionGroup var data: StoreOption
    @OptionGroup var json: JSONOption

    func run() throws {
        let request = AdminRequest.audit(team: team, since: verify ? nil : since?.milliseconds)
        guard case .audited(let entries) = try data.ask(request) else { return }
        // Whoever only checks may want to note the last.
        if json.isWanted { return Output.answer("audit", entries.suffix(verify ? 1 : .max).map(EntryAnswer.init)) }
        if !verify {
            for entry in entries { Output.say("\(Time.text(entry.time))  \(entry.actor)  \(entry.words)") }
        }
        guard let last = entries.last else {
            return Output.say("Nothing was written down\(since == nil ? "" : " since then").")
        }
        Output.say("Unbroken up to entry \(last.place), \(Hex.text(of: last.hash).prefix(16)).")
    }
}

/// An entry as scripts read it.
private struct EntryAnswer: Encodable {
    let place: Int64
    let time: String
    let actor: String
    let deed: String
    let subject: String
    let hash: String

    init(_ entry: AuditEntry) {
        place = entry.place
        time = Time.text(entry.time)
        actor = entry.actor
        deed = entry.deed
        subject = entry.subject
        hash = Hex.text(of: entry.hash)
    }
}

extension AuditEntry {
    /// What was done, as it is said after who did it.
    fileprivate var words: String {
        switch AuditDeed(rawValue: deed) {
        case .teamCreated: "made the team \(subject)"
        case .teamRenamed: "renamed the team \(subject)"
        case .teamArchived: "archived the team \(subject)"
        case .teamReopened: "opened the team \(subject) again"
        case .invited: "invited \(subject)"
        case .invitationRevoked: "took back the invitation of \(subject)"
        case .joined: "joined as \(subject)"
        case .roleChanged: "changed the role of \(subject)"
        case .memberRevoked: "ended the access of \(subject)"
        case .deviceRevoked: "ended the access of \(subject)"
        case .tokenChanged: "changed the token of \(subject)"
        case .tokenReused: "showed an ended token; the access of \(subject) was ended"
        case .deviceExpired: "came back after too long; the access of \(subject) was ended"
        case .manyWithdrawn: "withdrew \(subject) at once"
        case .backedUp: "made a backup of \(subject)"
        case nil: "\(deed): \(subject)"
        }
    }
}
