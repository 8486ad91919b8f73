import ArgumentParser
import FoundationEssentials
import SyncServer

struct BackupVerbs: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "backup", abstract: "Write everything that is kept into one file, and check such files.",
        discussion: """
            A server need not stop for it. The file holds the server's secret: keep it as confidential as the data, and \
            on another machine.
            """,
        subcommands: [Make.self, Verify.self], defaultSubcommand: Make.self)

    struct Make: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Write a backup (the default).")

        @Argument(help: "The file to write.")
        var file: String
        @Flag(help: "Replace a file that is there.")
        var force = false
        @OptionGroup var data: StoreOption
        @OptionGroup var json: JSONOption

        func run() throws {
            let request = AdminRequest.backUp(path: AbsolutePath.of(file), isForced: force)
            guard case .backedUp(let report) = try data.ask(request) else { return }
            if json.isWanted { return Output.answer("backup", BackupAnswer(report)) }
            Output.say("Backed up \(report.holdings) to \(file).")
            Output.say("Next: fieldnotes-server backup verify \(Shell.quoted(file))")
        }
    }

    struct Verify: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Read all of a backup, and check that it is what the server kept.")

        @Argument(help: "The file.")
        var file: String
        @OptionGroup var json: JSONOption

        func run() throws {
            let (report, faults) = try Admin.verify(BackupFile(AbsolutePath.of(file)))
            if json.isWanted {
                Output.answer("backup", BackupAnswer(report, faults))
            } else {
                Output.say("A backup of \(Time.day(report.made)): \(report.holdings).")
                for team in report.teams { Output.say("  \(team.team): digest \(team.spokenDigest)") }
                for fault in faults { Output.say("Damaged: \(fault)") }
                if faults.isEmpty { Output.say("All is well.") }
            }
            guard faults.isEmpty else {
                throw Complaint(.data, code: "damaged", "The backup \(file) is damaged.", next: "use an older one.")
            }
        }
    }
}

/// A backup as scripts read it.
struct BackupAnswer: Encodable {
    let file: String
    let made: String
    let teams: [TeamReport]
    let faults: [String]

    init(_ report: BackupReport, _ faults: [String] = []) {
        file = report.file
        made = Time.text(report.made)
        teams = report.teams
        self.faults = faults
    }
}

enum AbsolutePath {
    /// `path` as seen from where this command was typed: a running server may stand elsewhere.
    static func of(_ path: String) -> String {
        path.hasPrefix("/") ? path : "\(FileManager.default.currentDirectoryPath)/\(path)"
    }
}
