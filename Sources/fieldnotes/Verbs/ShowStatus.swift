import ArgumentParser
import Notebook

/// Tells where things stand: what waits here, what needs the person, and when the last sync was. It never asks the server.
struct ShowStatus: Verb {
    static let configuration = CommandConfiguration(
        commandName: "status", abstract: "What waits to be sent, what needs you, and when the last sync was.",
        discussion: "With --exit-code it ends with 3 while a conflict is open, else with 11 while something is unsent.",
        aliases: ["st"])

    @Flag(help: "Answer in the lines that scripts rely on.")
    var porcelain = false

    @Flag(name: .customShort("z"), help: "As --porcelain, with NUL behind each line instead of a line break.")
    var isNulEnded = false

    @Flag(help: "Tell by the exit code whether a conflict is open or something is unsent.")
    var exitCode = false

    @Flag(help: "Only what two replicas can be compared by.")
    var digest = false

    @OptionGroup var options: Options

    /// A person is not shown more rows than this; the counts are of all.
    private static let rowsMax = 20

    func answer(at desk: Desk) throws -> Answer {
        let isForScripts = porcelain || isNulEnded || options.wantsJSON || options.plain
        let standing = try Standing(
            desk.notebook(for: "status"), rows: isForScripts ? Int.max : ShowStatus.rowsMax)
        let exit = exitCode ? standing.exit : .done
        if porcelain || isNulEnded {
            try desk.out.write(standing.porcelain(ending: isNulEnded ? 0 : UInt8(ascii: "\n")))
            return .delivered(exit)
        }
        var answer = Answer("status", standing.json, rows: standing.rows) { columns in
            digest ? [standing.digestLine] : standing.lines(columns: columns, dates: desk.dates)
        }
        answer.listed = standing.listed
        answer.exit = exit
        return answer
    }
}
