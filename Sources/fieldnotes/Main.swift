import ArgumentParser
import Glibc

/// The client's command line: field notes on reform items, written without a network and brought together by a server.
@main
struct Fieldnotes: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "fieldnotes",
        abstract: "Notes on reform items, with or without a network.",
        discussion: "Only sync, connect, init --invite, recover and --fetch need a network; all else works without.",
        version: Release.version,
        subcommands: verbs)

    static let verbs: [any ParsableCommand.Type] = [
        Overview.self,
        Init.self,
        Connect.self,
        Sync.self,
        ShowStatus.self,
        ListConflicts.self,
        ListItems.self,
        ShowItemOrNote.self,
        SearchNotes.self,
        ShowLog.self,
        ShowDiff.self,
        Resolve.self,
        ExportNotes.self,
        ImportNotes.self,
        WhoAmI.self,
        CheckHealth.self,
        Recover.self,
        AddNote.self,
        EditNote.self,
        ListDrafts.self,
        SetFields.self,
        TagNote.self,
        ReplyToNote.self,
        WithdrawNote.self,
        RestoreNote.self,
    ]

    static func main() {
        CoreFile.forbid()
        do {
            let words = try ArgumentBytes.words(CommandLine.unsafeArgv, count: Int(CommandLine.argc))
            Glibc.exit(run(WordOrder(words, bare: Overview.word)).rawValue)
        } catch {
            Glibc.exit(refuse(Complaint(about: error), asked: []).rawValue)
        }
    }

    /// Runs the verb that was asked for, and returns how the program is to end.
    private static func run(_ order: WordOrder) -> Exit {
        let vocabulary = Vocabulary(of: verbs)
        if let verb = order.verb, !vocabulary.understood.contains(verb) {
            let closest = Closest.word(to: verb, among: vocabulary.listed)
            return refuse(.unknownVerb(verb, closest: closest), asked: order.words)
        }
        do {
            var command = try parseAsRoot(order.words)
            if let verb = command as? any Verb { return verb.perform() }
            try command.run()
            return .done
        } catch  where exitCode(for: error).isSuccess {
            return show(fullMessage(for: error))
        } catch {
            let verb = order.verb == Overview.word ? nil : order.verb
            return refuse(.usage(message(for: error), verb: verb), asked: order.words)
        }
    }

    /// Prints what is asked of the program itself: help, the version, a completion script.
    private static func show(_ text: String) -> Exit {
        do {
            try Output(descriptor: STDOUT_FILENO, hasColour: false).write(Array((text + "\n").utf8))
            return .done
        } catch {
            return Complaint(about: error).exit
        }
    }

    /// Tells why nothing was done; as JSON if the words asked for it, though they could not be understood.
    private static func refuse(_ complaint: Complaint, asked words: [String]) -> Exit {
        let wantsJSON = words.prefix { $0 != "--" }.contains { $0 == "--json" || $0.hasPrefix("--json-fields=") }
        if let options = try? Options.parse(wantsJSON ? ["--json"] : []) {
            try? Desk(options: options).complain(complaint)
        }
        return complaint.exit
    }
}
