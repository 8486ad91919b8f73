import Foundation
import Testing

/// What the stories do again and again.
extension Laptop {
    /// Writes a note, and returns its whole id.
    func add(_ paragraphs: String..., to item: String = "iro") throws -> String {
        let words = ["add", item] + paragraphs.flatMap { ["-m", $0] } + ["--json"]
        let run = try start(words.map { Array($0.utf8) }).finish()
        return try #require(run.envelope().data.id.text, "\(run)")
    }

    /// Replaces one stretch of the note's text by another, in the editor.
    func edit(
        _ note: String, _ old: String, _ new: String, expecting code: Int32 = 0,
        sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        try typing("sed -i 's/\(old)/\(new)/' \"$1\"").run(
            "edit", note, expecting: code, sourceLocation: sourceLocation)
    }

    func note(_ id: String, sourceLocation: SourceLocation = #_sourceLocation) throws -> JSONValue {
        try ask("show", id, sourceLocation: sourceLocation)
    }

    func body(_ id: String, sourceLocation: SourceLocation = #_sourceLocation) throws -> String {
        try note(id, sourceLocation: sourceLocation).body.text ?? ""
    }

    func digest() throws -> String? { try ask("status").digest.text }

    /// Every note that can be exported, by id.
    func exported() throws -> [String: JSONValue] {
        let lines = try run("export", "--format", "ndjson").output.split(separator: UInt8(ascii: "\n"))
        return try lines.map { try JSONValue($0) }.filter { $0.type.text == "note" }.reduce(into: [:]) { notes, note in
            notes[note.id.text ?? ""] = note
        }
    }

    /// Imports notes given as NDJSON lines.
    @discardableResult func importing(
        _ lines: some Sequence<String>, expecting code: Int32 = 0, sourceLocation: SourceLocation = #_sourceLocation
    ) throws -> Run {
        let file = try folder.file("import.ndjson", lines.map { $0 + "\n" }.joined().utf8)
        return try run("import", file, expecting: code, sourceLocation: sourceLocation)
    }
}

extension Laptop {
    /// Runs `fieldnotes` on a terminal so many columns wide, on which a person types `lines`.
    func onTerminal(_ words: String..., columns: Int = 80, typing lines: String = "") throws -> Run {
        let command = (["stty cols \(columns); exec fieldnotes -C \(notes)"] + words).joined(separator: " ")
        var surroundings = Programs.surroundings(home: folder.path).merging(environment) { $1 }
        surroundings["SHELL"] = "/bin/sh"
        surroundings["TERM"] = "dumb"
        let words = ["-qec", command, "/dev/null"].map { Array($0.utf8) }
        return try Child("/usr/bin/script", words, environment: surroundings, input: Array(lines.utf8)).finish()
    }
}
