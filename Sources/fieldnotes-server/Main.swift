import ArgumentParser
import Glibc

/// The server's command line: it serves teams, and does what their administrator wants.
@main
struct FieldnotesServer: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "fieldnotes-server",
        abstract: "Brings a team's field notes together.",
        discussion:
            "Everything it keeps lies in one directory, named by --data, or in a PostgreSQL database, named by --store.",
        version: "1.0.0",
        subcommands: [
            Serve.self, TeamVerbs.self, InviteVerbs.self, MemberVerbs.self, DeviceVerbs.self, Revoke.self, Stats.self,
            Audit.self, Doctor.self, BackupVerbs.self, Restore.self, Copy.self,
        ])

    static func main() async {
        ProcessLimits.keepMemoryPrivate()
        Glibc.exit(await run(Array(CommandLine.arguments.dropFirst())).rawValue)
    }

    private static func run(_ words: [String]) async -> Exit {
        do {
            var command = try parseAsRoot(words)
            if var command = command as? any AsyncParsableCommand {
                try await command.run()
            } else {
                try command.run()
            }
            return .done
        } catch  where exitCode(for: error).isSuccess {
            Output.say(fullMessage(for: error))
            return .done
        } catch {
            let isMistyped = exitCode(for: error) == .validationFailure
            let complaint = Complaint(about: error, usage: isMistyped ? message(for: error) : nil)
            complaint.tell(asJSON: words.contains("--json"))
            return complaint.exit
        }
    }
}
