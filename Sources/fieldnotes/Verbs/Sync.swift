import ArgumentParser
import Notebook
import SyncClient

/// Sends what waits here and receives what changed there.
struct Sync: WritingVerb {
    static let configuration = CommandConfiguration(
        commandName: "sync", abstract: "Send and receive; safe to interrupt and to repeat.",
        discussion: """
            Ends with 3 while a conflict needs you, with 5 if there is no connection, with 10 if the server refused a change.
            Withdrawing more than a quarter of the team's notes at once waits, with 10, until you say how many they are.
            FIELDNOTES_CA_FILE names a PEM file of the authorities to trust, for a server with a private one.
            """)

    @Flag(help: "Only receive.")
    var pull = false

    @Flag(help: "Only send.")
    var push = false

    @Flag(help: "Stay, and sync whenever something changes here or there. Ctrl-C ends it.")
    var watch = false

    @Option(help: ArgumentHelp("Give up after so long: 30s, 5m, 1h.", valueName: "time"))
    var timeout: String?

    @Option(help: ArgumentHelp("Withdraw so many notes for everyone, if so many wait.", valueName: "number"))
    var confirmDeletions: Int?

    @OptionGroup var rehearsal: Rehearsal
    @OptionGroup var options: Options

    func validate() throws {
        if watch && (pull || push || timeout != nil || confirmDeletions != nil) {
            throw ValidationError(
                "--watch goes both ways and stays; leave out --pull, --push, --timeout and --confirm-deletions.")
        }
    }

    func answer(at desk: Desk) throws -> Answer {
        let limit = try timeout.map { try TimeSpan.duration($0) }
        let notebook = try desk.notebook(for: "sync")
        let connection = try desk.connection(of: notebook.replica)
        if desk.isRehearsal { return try prospect(notebook, host: connection.host) }
        // Asked before Ctrl-C ends the network's work only.
        let confirmed = watch ? nil : try confirmDeletions ?? confirmation(at: desk, notebook.replica)
        let interruption = Interruption(after: limit)
        let run = SyncRun(
            desk: desk, replica: notebook.replica, connection: connection, interruption: interruption,
            confirmed: confirmed)
        guard watch else { return try SyncAnswer(run.perform(direction), notebook, desk.dates).answer }
        var watching = Watch(run: run, notebook: notebook)
        try watching.stay()
        return .delivered()
    }

    /// Asks the person at the terminal how many notes are to be withdrawn, where they are too many to go unasked. A yes would
    /// be said without looking.
    private func confirmation(at desk: Desk, _ replica: Replica) throws -> Int? {
        guard desk.prompt.isAllowed, direction != .receiveOnly, let held = try replica.read({ try $0.heldDeletions() })
        else { return nil }
        let notes = "\(held.records.count) of the team's \(Plural.count(held.visible, "note"))"
        return try desk.prompt.ask(
            "This would withdraw \(notes) for everyone. Type how many to go on, or press Return to leave them waiting:"
        ).flatMap { Int($0) }
    }

    /// What waits here; what waits there nobody knows before it is asked.
    private func prospect(_ notebook: Notebook, host: String) throws -> Answer {
        let unsent = try notebook.replica.read { try $0.unsentCount() }
        let sending =
            direction == .receiveOnly
            ? nil : "send \(unsent == 0 ? "nothing" : Plural.count(unsent, "change")) to \(host)"
        let receiving = direction == .sendOnly ? nil : "receive what changed there"
        let deeds = [sending, receiving].compactMap(\.self)
        return .report(
            "sync", ["server": .text(host), "unsent": .number(unsent)], [Line("Would \(Sentence.list(deeds)).")])
    }

    /// Both flags together ask for what is the rule anyway.
    private var direction: SyncDirection {
        pull == push ? .both : pull ? .receiveOnly : .sendOnly
    }
}
