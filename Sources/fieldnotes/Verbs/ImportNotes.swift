import ArgumentParser
import Glibc
import Notebook

/// Takes notes in from a file: all of them or none.
struct ImportNotes: WritingVerb {
    static let configuration = CommandConfiguration(
        commandName: "import", abstract: "Take notes in from NDJSON, all of them or none.",
        discussion: """
            Each line is a JSON object with item and body; optional are id, author, kind, stance, toward, tags, refs \
            and created. A note that is known and equal is left alone; one that differs is edited.
            """)

    @Argument(help: "The file; - is standard input.")
    var file: String

    @OptionGroup var rehearsal: Rehearsal
    @OptionGroup var options: Options

    func answer(at desk: Desk) throws -> Answer {
        let notebook = try desk.notebook(for: "import")
        if desk.isRehearsal {
            return ImportNotes.told(try preview(desk, notebook), "Would import")
        }
        // What is read once cannot be looked through first, and there is nobody left to ask.
        if file != "-", desk.prompt.isAllowed, !options.yes {
            let preview = try preview(desk, notebook)
            guard preview.added + preview.changed > 0 else { return ImportNotes.told(preview) }
            guard try desk.prompt.agrees("\(ImportNotes.sentence(preview)) Import?") else {
                throw Complaint(exit: .usage, code: "not-agreed", message: "Nothing was imported.")
            }
        }
        return ImportNotes.told(
            try reading(desk) { lines, show in try notebook.importNotes(lines, progress: show) })
    }

    private func preview(_ desk: Desk, _ notebook: Notebook) throws -> ImportTally {
        try reading(desk) { lines, show in try notebook.importPreview(lines, progress: show) }
    }

    private func reading(
        _ desk: Desk, _ body: (_ line: () throws -> [UInt8]?, _ show: (Int) -> Void) throws -> ImportTally
    ) throws -> ImportTally {
        let descriptor = file == "-" ? STDIN_FILENO : open(file, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            throw Complaint.unreadable(file: file, reason: String(cString: strerror(errno)))
        }
        defer { if descriptor != STDIN_FILENO { close(descriptor) } }
        var bar = desk.progress("Lines read")
        defer { bar.end() }
        var lines = FileLines { max in
            var piece = [UInt8](repeating: 0, count: max)
            var count = read(descriptor, &piece, max)
            while count < 0 && errno == EINTR { count = read(descriptor, &piece, max) }
            guard count >= 0 else {
                throw Complaint.unreadable(file: file, reason: String(cString: strerror(errno)))
            }
            return Array(piece.prefix(count))
        }
        return try body({ try lines.next() }, { bar.show($0) })
    }

    private static func sentence(_ tally: ImportTally) -> String {
        "\(Plural.count(tally.added, "note")) to add, \(tally.changed) to change, \(tally.unchanged) unchanged."
    }

    private static func told(_ tally: ImportTally, _ deed: String = "Imported") -> Answer {
        .report(
            "import",
            [
                "added": .number(tally.added), "changed": .number(tally.changed), "unchanged": .number(tally.unchanged),
                "skipped": .number(tally.skipped),
            ],
            [
                Line(
                    "\(deed): \(tally.added) added, \(tally.changed) changed, \(tally.unchanged) unchanged"
                        + (tally.skipped > 0 ? "; \(Plural.count(tally.skipped, "other line")) passed over." : "."))
            ])
    }
}
