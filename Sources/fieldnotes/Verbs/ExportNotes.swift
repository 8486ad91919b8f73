import ArgumentParser
import Notebook
import ReformNotes
import SyncClient

/// Writes the notes out for other programs.
struct ExportNotes: WritingVerb {
    static let configuration = CommandConfiguration(
        commandName: "export", abstract: "Write the notes out as NDJSON or JSON.",
        discussion: "Withdrawn notes go out, too, and say so. Without -o, everything goes to standard output.")

    @Option(help: "ndjson, a line for each thing; or json, one envelope.", transform: ExportNotes.format)
    var format = ExportChoice.Format.ndjson

    @Option(name: .shortAndLong, help: ArgumentHelp("Write to FILE; - is standard output.", valueName: "file"))
    var output = "-"

    @Flag(help: "Replace FILE if it is there.")
    var force = false

    @Option(help: "Only notes about this item.")
    var item: String?

    @Option(help: "Only notes edited since: yesterday, 3 Feb, 03/02/2023 (day first).")
    var since: String?

    @Option(help: "Only drafts, or only what is ready.")
    var status: String?

    @Flag(help: "With each note, what was changed in it.")
    var history = false

    @Flag(help: "With --history: ask the server for what this replica does not hold.")
    var fetch = false

    @OptionGroup var rehearsal: Rehearsal
    @OptionGroup var options: Options

    private static func format(_ typed: String) throws -> ExportChoice.Format {
        guard let format = ExportChoice.Format(rawValue: typed) else {
            throw ValidationError("there is no format \"\(typed)\"; choose one of ndjson, json")
        }
        return format
    }

    func validate() throws {
        if fetch && !history { throw ValidationError("--fetch brings history; add --history.") }
        if let status, !NoteStatus(rawValue: status).isKnown {
            throw ValidationError("\"\(status)\" is no status; choose one of draft, ready.")
        }
    }

    func answer(at desk: Desk) throws -> Answer {
        let notebook = try desk.notebook(for: "export")
        var choice = ExportChoice()
        choice.format = format
        choice.item = try item.map { try Finder(desk: desk, notebook: notebook).item($0).id }
        choice.since = try since.map { try desk.date($0) }
        choice.status = status.map { NoteStatus(rawValue: $0) }
        choice.withHistory = history
        if desk.isRehearsal { return try prospect(of: choice, notebook) }
        if fetch { try Fetching(desk: desk, notebook: notebook).all(about: choice.item) }
        if output == "-" {
            _ = try notebook.export(choice) { try desk.out.write($0) }
            return .delivered()
        }
        let file = try FreshFile(at: output, mayReplace: force)
        let count = try file.filled { write in try notebook.export(choice, to: write) }
        return .report(
            "export", ["file": .text(output), "notes": .number(count)],
            [Line("Wrote \(output): \(Plural.count(count, "note")).")])
    }

    /// What would go out, of the changes those that are held here.
    private func prospect(of choice: ExportChoice, _ notebook: Notebook) throws -> Answer {
        if output != "-" { _ = try FreshFile(at: output, mayReplace: force) }
        let count = try notebook.export(choice) { _ in }
        let place = output == "-" ? "standard output" : output
        return .report(
            "export", ["file": .text(output), "notes": .number(count)],
            [Line("Would write \(Plural.count(count, "note")) to \(place).")])
    }
}
