import Notebook
import ReformNotes
import SyncClient
import SyncModel

/// What a sync did and where things stand after it, in words.
struct SyncAnswer {
    let report: SyncReport
    private let status: NotebookStatus
    private let disputes: [Dispute]
    var warnings: [Complaint]

    /// More notes that need a person than this are only counted.
    private static let disputesMax = 20

    init(_ report: SyncReport, _ notebook: Notebook, _ dates: DateWriting) throws {
        self.report = report
        status = try notebook.status(limit: 0)
        disputes = try notebook.disputes(limit: SyncAnswer.disputesMax)
        warnings = try Complaint.warnings(of: report, notebook) + disputes.compactMap { $0.settledElsewhere(dates) }
    }

    /// Whether anything was done that a person would want to hear of.
    var saysSomething: Bool { !deeds.isEmpty || !warnings.isEmpty }

    var answer: Answer {
        var answer = Answer("sync", json) { lines(columns: $0) }
        answer.isReport = true
        answer.warnings = warnings
        answer.exit = isAllSent ? (status.conflictCount > 0 ? .conflict : .done) : .refused
        return answer
    }

    func lines(columns: Int?) -> [Line] {
        // Behind what was received and sent it is plain what is counted.
        let count = deeds.isEmpty ? Plural.count(status.conflictCount, "note") : String(status.conflictCount)
        let needs = "\(count) \(Plural.verb(status.conflictCount, "needs", "need")) you"
        guard status.conflictCount > 0 else { return Line("\(headline(deeds)). \(standing)").wrapped(to: columns) }
        let rows = Dispute.table(disputes).lines(width: columns.map { $0 - 2 }).map { "  " + $0 }
        let more = status.conflictCount - disputes.count
        let ending: [Line] = more > 0 ? ["  and \(more) more: fieldnotes conflicts"] : []
        let next = disputes.count == 1 ? " \(disputes[0].name)" : ""
        return Line(headline(deeds + [needs])).wrapped(to: columns) + rows + ending
            + [
                Line(
                    "Everything is kept; \(isInStep ? "the rest is in step with the server" : "nothing was overwritten")."
                )
            ].flatMap { $0.wrapped(to: columns) } + [Line(Span("Next: ", .bold)) + Line("fieldnotes resolve\(next)")]
    }

    private var isInStep: Bool { report.isInStep == true }

    private var isAllSent: Bool { report.refusals.isEmpty && report.held == nil && !report.isArchived }

    private var deeds: [String] {
        [
            report.received > 0 ? "received \(Plural.count(report.received, "change"))" : nil,
            report.sent > 0 ? "sent \(report.sent)" : nil,
            report.merged > 0 ? "merged \(report.merged) without trouble" : nil,
        ].compactMap(\.self)
    }

    private func headline(_ deeds: [String]) -> String {
        let text = deeds.isEmpty ? "nothing was waiting on either side" : deeds.joined(separator: " · ")
        return text.prefix(1).uppercased() + text.dropFirst()
    }

    private var standing: String {
        switch report.isInStep {
        case true? where !isAllSent: "What the server took is the same on both sides."
        case true?:
            "In step with the server: \(Plural.count(status.notes, "note")), digest \(report.digest.spoken)."
        case false?: "Not in step with the server yet; the next sync tries again. Nothing is lost."
        case nil: "Whether both sides hold the same was not looked at."
        }
    }

    private var json: JSON {
        [
            "received": .number(report.received), "sent": .number(report.sent), "merged": .number(report.merged),
            "conflicts": .list(disputes.map(\.json)), "conflictCount": .number(status.conflictCount),
            "refused": .list(report.refusals.map(\.json)), "deletionsHeld": .number(report.held?.records.count ?? 0),
            "archived": .flag(report.isArchived),
            "digest": .text(report.digest.spoken),
            "inStep": report.isInStep.map(JSON.flag) ?? nil, "notes": .number(status.notes),
        ]
    }
}

extension Dispute {
    /// Whoever settled something and finds it open again is told why.
    fileprivate func settledElsewhere(_ dates: DateWriting) -> Complaint? {
        settledElsewhere.map { .resolvedElsewhere(name, by: $0.author, dates.within($0.at)) }
    }
}

extension RefusedChange {
    fileprivate var json: JSON {
        [
            "id": .text(record.key), "code": .text(refusal.code.rawValue), "message": .text(refusal.message),
        ]
    }
}
