import Notebook
import ReformNotes
import SyncClient
import SyncModel

/// What a sync met that did not stop it, but that a person should hear of.
extension Complaint {
    static func warnings(of report: SyncReport, _ notebook: Notebook) throws -> [Complaint] {
        let refusal = try report.refusals.first.map { refused in
            Complaint.refused(
                report.refusals.count, of: report.sent + report.refusals.count,
                note: try notebook.name(of: refused.record), reason: refused.refusal.reason,
                isForbidden: refused.refusal.code == .forbidden)
        }
        let backup = report.serverBackup.map { DateWriting(now: Desk.milliseconds, zone: .here).long($0) }
        let restored =
            report.isServerRestored ? Complaint.serverRestored(backup: backup, lost: report.resent) : nil
        let finding = report.finding.map { Complaint.differed($0.records, isMended: $0.isMended) }
        let unsent = try notebook.replica.read { try $0.unsentCount() }
        let archived = report.isArchived ? Complaint.archived(unsent: unsent) : nil
        return [refusal, archived, deletionsHeld(report), restored, finding, clockWarning(report)].compactMap(\.self)
    }

    static func deletionsHeld(_ report: SyncReport) -> Complaint? {
        report.held.map { .deletionsHeld($0.records.count, of: $0.visible) }
    }

    /// A clock that is a minute off or less does no harm.
    private static func clockWarning(_ report: SyncReport) -> Complaint? {
        let seconds = Int(clamping: report.clockOffset.magnitude / 1_000)
        guard seconds > 60 else { return nil }
        let span =
            switch seconds {
            case ..<5_400: Plural.count((seconds + 30) / 60, "minute")
            case ..<129_600: Plural.count((seconds + 1_800) / 3_600, "hour")
            default: Plural.count((seconds + 43_200) / 86_400, "day")
            }
        return .clockWrong(by: span, behind: report.clockOffset > 0, corrected: report.restamped)
    }
}

extension Notebook {
    /// The short name of a note, or the whole name of a record of another kind.
    fileprivate func name(of record: RecordID) throws -> String {
        try NoteID(record).map { try shortName(of: $0) } ?? record.description
    }
}

extension Refusal {
    /// What continues a sentence that begins with the note's name.
    fileprivate var reason: String {
        let said = message.hasSuffix(".") ? String(message.dropLast()) : message
        let cause =
            switch code {
            case .gone: "was erased"
            case .forbidden: "may not be changed from this device"
            case .invalid: "is not understood there"
            case .tooLarge: "is too large"
            case .unconfirmed: "is one of too many withdrawals at once"
            case .archived: "is a note of an archived team"
            }
        return said.isEmpty ? cause : "\(cause) (\(said))"
    }
}
