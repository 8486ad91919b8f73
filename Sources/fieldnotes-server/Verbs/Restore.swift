import ArgumentParser
import SyncServer

struct Restore: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Make a data directory of a backup.",
        discussion: """
            It must not be there yet, or be empty. Every device notices, and gives back what it was told or sent since the \
            backup; nobody is asked anything. Stop the old server first, and start the new one at its address.
            """)

    @Argument(help: "The backup.")
    var file: String
    @OptionGroup var data: DataOption
    @OptionGroup var json: JSONOption

    func run() throws {
        var generator = SystemRandomNumberGenerator()
        let report = try Admin.restore(
            BackupFile(AbsolutePath.of(file)), to: data.path, epoch: generator.next(), now: Time.now)
        if json.isWanted { return Output.answer("restore", BackupAnswer(report)) }
        Output.say("Restored the backup of \(Time.day(report.made)) to \(data.path): \(report.holdings).")
        Output.say("Devices give back what was written since, with their next sync.")
        Output.say("Next: fieldnotes-server serve --data \(Shell.quoted(data.path))")
    }
}
