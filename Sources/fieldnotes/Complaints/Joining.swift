import SyncClient

/// An invite does not lead into a team. Until it does, nothing is set up.
extension Complaint {
    static func badInvite(_ problem: Invitation.Unreadable) -> Complaint {
        Complaint(
            exit: .usage, code: "bad-invite", message: "\(problem) Nothing was changed.",
            next: "paste the invite in quotes, as it was sent to you.")
    }

    static func joinOffline(host: String) -> Complaint {
        Complaint(
            exit: .noConnection, code: "offline",
            message: "No connection to \(host), so this device has not joined. Nothing was changed.",
            next: "run this again when the network is back; `fieldnotes init` without --invite lets you start now.")
    }

    /// The server may have let this device in; the token it was told is kept, so that the same invite goes on working.
    static func joinUnanswered(host: String) -> Complaint {
        Complaint(
            exit: .noConnection, code: "unanswered",
            message: "The connection to \(host) broke before the answer came. Nothing is set up yet.",
            next: "run this again; the invite still works on this device.")
    }

    static let joinInterrupted = Complaint(
        exit: .interrupted, code: "interrupted", message: "Stopped. Nothing is set up yet.",
        next: "run this again; the invite still works on this device.")

    static let nameMissing = Complaint(
        exit: .usage, code: "name-missing",
        message: "Notes need their author's name. Nothing was changed.",
        next: "`fieldnotes init --as \"YOUR NAME\"`.")

    /// `what` is "An author's name" or "A device's name".
    static func badName(_ what: String, bytesMax: Int) -> Complaint {
        Complaint(
            exit: .usage, code: "bad-name",
            message: "\(what) is 1 to \(bytesMax) bytes without control characters. Nothing was changed.",
            next: "choose another.")
    }
}
