/// The replica is not what was written, and how it is made anew.
extension Complaint {
    static func damaged(_ detail: String) -> Complaint {
        Complaint(
            exit: .replica, code: "damaged",
            message: "The replica fails its check (\(detail)). It lies untouched where it was.",
            next:
                "`fieldnotes recover`, which sets it aside, downloads the team's notes and puts back what was not sent.",
            saved: false)
    }

    static let replaced = Complaint(
        exit: .replica, code: "replaced",
        message:
            "The replica was made anew meanwhile, so this was not done. What was saved before lies in the new one.",
        next: "run the same command again.", saved: false)

    /// The server did not answer, so nothing took the damaged replica's place. `cause` says why; `rescued` names the file that
    /// the unsent changes were written to, where there are any.
    static func recoveryWaits(_ cause: Complaint, unsent: Int, unreadable: Int, rescued file: String?) -> Complaint {
        let kept =
            file.map {
                "\(Plural.count(unsent, "unsent change")) \(Plural.verb(unsent, "was", "were")) saved to \($0)."
            }
            ?? "Nothing in it waits to be sent."
        let lost = unreadable == 0 ? "" : " \(Plural.count(unreadable, "unsent change")) in it cannot be read."
        let reason = cause.message.prefix { $0 != "." }
        return Complaint(
            exit: cause.exit, code: cause.code,
            message: "\(reason). The damaged replica lies untouched where it was. \(kept)\(lost)",
            next: cause.exit == .noConnection
                ? "`fieldnotes recover`, when the network is back." : cause.next, saved: unreadable == 0)
    }

    /// A warning: the replica was made anew without what could not be read.
    static func unreadable(changes: Int, keptIn name: String) -> Complaint {
        Complaint(
            exit: .done, code: "unreadable-changes",
            message: "\(Plural.count(changes, "unsent change")) could not be read. What is left of "
                + "\(Plural.verb(changes, "it", "them")) lies in \(name).",
            next: "`fieldnotes status` shows what was put back; keep \(name) until nothing is missed.", saved: false)
    }

    /// A warning: whose replica it was could not be read, so no server was asked.
    static let unknownOwner = Complaint(
        exit: .done, code: "unknown-owner",
        message: "Which server these notes belong to could not be read, so none was asked.",
        next: "ask your team lead for an invite, then `fieldnotes connect CODE`.")

    /// A warning: at the end of a sync both sides did not hold the same.
    static func differed(_ records: Int, isMended: Bool) -> Complaint {
        let what =
            "\(Plural.count(records, "record")) here \(Plural.verb(records, "was", "were")) not as the server has "
            + "\(Plural.verb(records, "it", "them"))"
        return isMended
            ? Complaint(
                exit: .done, code: "difference-mended", message: "\(what); both sides hold the same again.",
                next: "nothing; `fieldnotes doctor` remembers it. If it happens again, the disk may be failing.")
            : Complaint(
                exit: .done, code: "difference-left",
                message: "\(what), and that could not be mended. Nothing was taken away.",
                next: "`fieldnotes sync` tries again.")
    }
}
