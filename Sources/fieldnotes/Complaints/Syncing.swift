/// What a sync met and lived with, or was ended by.
extension Complaint {
    /// A warning: the sync itself worked. `span` is how far the clock is off, such as "3 days".
    static func clockWrong(by span: String, behind: Bool, corrected: Int) -> Complaint {
        let side = behind ? "behind" : "ahead of"
        let mended =
            corrected == 0
            ? ""
            : "; the \(Plural.verb(corrected, "time", "times")) of \(Plural.count(corrected, "change")) "
                + "\(Plural.verb(corrected, "was", "were")) corrected by the server's"
        return Complaint(
            exit: .done, code: "clock-wrong",
            message: "Warning: this device's clock is \(span) \(side) the server's. Sync worked\(mended).",
            next: "correct the clock.")
    }

    /// A warning: the sync itself worked.
    /// - Parameter backup: the day of the backup, as people write it; nil where it is not known.
    /// - Parameter lost: how many changes of this device it had lost.
    static func serverRestored(backup: String?, lost: Int) -> Complaint {
        let source = backup.map { "a backup of \($0)" } ?? "a backup"
        let message =
            lost == 0
            ? "The server was restored from \(source). What it had lost and this device still has was sent again."
            : "The server was restored from \(source) and has lost \(lost) of your sent changes. "
                + "This device still has \(lost == 1 ? "it and has sent it" : "them and has sent them") again."
        return Complaint(exit: .done, code: "server-restored", message: message, next: "nothing.")
    }

    static let deletionsHeldCode = "deletions-held"

    /// A warning: the sync itself worked.
    /// - Parameter count: how many notes it did not withdraw for others.
    /// - Parameter visible: how many the team sees.
    static func deletionsHeld(_ count: Int, of visible: Int) -> Complaint {
        Complaint(
            exit: .refused, code: deletionsHeldCode,
            message: "So many withdrawals in a short time wait for your word: \(count) of the team's "
                + "\(Plural.count(visible, "note")). Nothing of them was sent, so others still see these notes; the "
                + "withdrawals are kept on this device, and nothing else was held up.",
            next: "`fieldnotes sync --confirm-deletions \(count)` withdraws them for everyone; "
                + "`fieldnotes restore NOTE` takes one back.")
    }

    /// A warning: everything was received, but the team's notes may only be read for now.
    static func archived(unsent: Int) -> Complaint {
        Complaint(
            exit: .refused, code: "team-archived",
            message: "The team is archived: its notes can be read and exported, and not changed. Your "
                + "\(Plural.count(unsent, "change")) \(Plural.verb(unsent, "is", "are")) safe on this device.",
            next: "ask your team lead; once the team is opened again, `fieldnotes sync` sends "
                + "\(Plural.verb(unsent, "it", "them")).")
    }

    static func interrupted(unsent: Int) -> Complaint {
        let waiting =
            unsent == 0
            ? "Nothing waits to be sent."
            : "\(Plural.count(unsent, "change")) \(Plural.verb(unsent, "waits", "wait")) here."
        return Complaint(
            exit: .interrupted, code: "interrupted",
            message: "Stopped. What was sent or received before is kept. \(waiting)",
            next: "`fieldnotes sync` carries on.")
    }

    static func badDuration(_ text: String) -> Complaint {
        Complaint(
            exit: .usage, code: "bad-duration", message: "\"\(text)\" is not a length of time that can be read.",
            next: "write it like 30s, 5m or 1h.")
    }
}
