import ArgumentParser
import Notebook
import SyncClient

/// What the program says when it is called without a verb: where things stand, and the next sensible command.
struct Overview: Verb {
    static let word = "overview"
    static let configuration = CommandConfiguration(commandName: word, shouldDisplay: false)

    @OptionGroup var options: Options

    private static let rowsMax = 5

    func answer(at desk: Desk) throws -> Answer {
        guard Replica.exists(at: try desk.places().replica) else { return Overview.beginning }
        let standing = try Standing(desk.notebook(for: "status"), rows: Overview.rowsMax)
        let next = Overview.next(standing)
        return Answer("overview", ["team": .text(perhaps: standing.status.team), "next": [.text(next)]]) { columns in
            standing.lines(columns: columns, dates: desk.dates)
                + (Line(Span("Next: ", .bold)) + Line(next)).wrapped(to: columns)
        }
    }

    private static var beginning: Answer {
        .report(
            "overview", ["team": nil, "next": ["fieldnotes init --as \"YOUR NAME\""]],
            [
                "There are no field notes here yet.",
                "Next: fieldnotes init --as \"YOUR NAME\"    starts them; no server is needed",
            ])
    }

    private static func next(_ standing: Standing) -> String {
        let status = standing.status
        if status.conflictCount > 0 {
            return standing.disputes.count == 1
                ? "fieldnotes resolve \(standing.disputes[0].name)" : "fieldnotes resolve"
        }
        if status.team != nil && (status.unsentNotes > 0 || status.lastSync == nil) { return "fieldnotes sync" }
        return status.notes == 0 ? "fieldnotes add iro" : "fieldnotes items"
    }
}
