import ArgumentParser

/// Looks whether the replica and its files are sound.
struct CheckHealth: Verb {
    static let configuration = CommandConfiguration(
        commandName: "doctor", abstract: "Whether the replica and its files are sound.",
        discussion: "Ends with 7 if the replica is damaged, with 1 if something else wants mending.")

    @Flag(help: "Mend what can be mended: files that others may read, and the search index.")
    var fix = false

    @OptionGroup var options: Options

    func answer(at desk: Desk) throws -> Answer {
        let notebook = try desk.notebook(for: "doctor")
        let places = try desk.places()
        let check = HealthCheck(notebook: notebook, places: places, desk: desk)
        let done = fix ? try check.mend() : []
        let findings = try check.findings()
        var answer = Answer("doctor", .list(findings.map(\.json)), rows: findings.map(\.cells)) { columns in
            findings.flatMap { $0.line.wrapped(to: columns, indent: 4) } + done
        }
        answer.exit = findings.map(\.exit).max { $0.rawValue < $1.rawValue } ?? .done
        return answer
    }
}
