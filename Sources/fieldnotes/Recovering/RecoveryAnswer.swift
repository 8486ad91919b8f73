import SyncClient

/// What a recovery did, in words.
struct RecoveryAnswer {
    let outcome: RecoveryRun.Outcome
    let fault: String
    /// The name of the damaged replica now.
    let setAside: String

    var answer: Answer {
        var answer = Answer.report(
            "recover",
            [
                "damage": .text(fault), "setAside": .text(setAside), "notes": .number(outcome.notes),
                "unsent": .number(outcome.unsent), "unreadable": .number(outcome.unreadable),
                "refused": .number(outcome.refused), "inStep": outcome.report?.isInStep.map(JSON.flag) ?? nil,
            ],
            [
                Line("The replica failed its check (\(fault)). It has been set aside, untouched, as \(setAside)."),
                Line(gain), Line(Span("Next: ", .bold)) + "fieldnotes status",
            ])
        answer.warnings = warnings
        return answer
    }

    private var gain: String {
        let unsent = "\(Plural.count(outcome.unsent, "unsent change")) \(Plural.verb(outcome.unsent, "was", "were"))"
        guard let report = outcome.report else { return "\(unsent) put back; no server was asked." }
        let notes = Plural.count(outcome.notes, "note")
        guard outcome.unsent > 0 else { return "\(notes) came from the server; nothing was waiting to be sent." }
        let fate =
            switch (report.refusals.isEmpty, report.held) {
            case (false, _): "put back, and not all of them accepted by the server"
            case (true, nil): "put back and sent"
            case (true, _?): "put back, and not all of them sent"
            }
        return "\(notes) came from the server; \(unsent) \(fate)."
    }

    private var warnings: [Complaint] {
        [
            outcome.unreadable > 0 ? .unreadable(changes: outcome.unreadable, keptIn: setAside) : nil,
            outcome.isOwnerKnown ? nil : .unknownOwner, outcome.report.flatMap(Complaint.deletionsHeld),
        ].compactMap(\.self)
    }

    /// What `-n` tells.
    static func preview(of salvage: Salvage, _ fault: String) -> Answer {
        let unsent = salvage.unsent.count
        let lost =
            salvage.unreadable == 0 ? "" : "; \(salvage.unreadable) more cannot be read"
        return .report(
            "recover",
            [
                "damage": .text(fault), "unsent": .number(unsent), "unreadable": .number(salvage.unreadable),
                "refused": .number(salvage.refused),
            ],
            [
                Line("The replica fails its check (\(fault))."),
                Line("\(Plural.count(unsent, "unsent change")) can be read and would be put back\(lost)."),
                Line(Span("Next: ", .bold)) + "fieldnotes recover",
            ])
    }
}
