/// The server cannot be reached, does not let this device in, or speaks another version.
extension Complaint {
    static func offline(host: String, unsent: Int) -> Complaint {
        guard unsent > 0 else {
            return Complaint(
                exit: .noConnection, code: "offline",
                message:
                    "No connection to \(host). Nothing was waiting to be sent; your notes are safe on this device.",
                next: "carry on; `fieldnotes sync --watch` brings the others' changes when the network is back.")
        }
        return Complaint(
            exit: .noConnection, code: "offline",
            message: "No connection to \(host). Your \(Plural.count(unsent, "change")) "
                + "\(Plural.verb(unsent, "is", "are")) safe on this device.",
            next:
                "carry on; `fieldnotes sync --watch` sends \(Plural.verb(unsent, "it", "them")) when the network is back."
        )
    }

    /// `on` is the day as written for people, where the server told it.
    static func revoked(team: String, on day: String?, unsent: Int) -> Complaint {
        let when = day.map { " on \($0)" } ?? ""
        let waiting = unsent == 0 ? "" : ", \(unsent) of them unsent"
        return Complaint(
            exit: .noAccess, code: "revoked",
            message: "This device's access to \(team) was withdrawn\(when). All your notes are still here\(waiting).",
            next: "ask your team lead for an invite, then `fieldnotes connect CODE`. Copy out: `fieldnotes export`.")
    }

    static func inviteUsed(ranOut day: String?) -> Complaint {
        let fate = day.map { "has already been used or ran out on \($0)" } ?? "has already been used or ran out"
        return Complaint(
            exit: .noAccess, code: "invite-used", message: "This invite \(fate). Nothing was changed.",
            next: "ask for a new one; `fieldnotes init` without --invite lets you start now.")
    }

    static func otherTeam(_ team: String) -> Complaint {
        Complaint(
            exit: .usage, code: "other-team",
            message: "These notes belong to the team \(team), and the invite is another team's, even if its name is "
                + "the same. Nothing was changed.",
            next: "join the other team in a place of its own: `fieldnotes init DIR --invite CODE`, with a new invite.")
    }

    static let notConnected = Complaint(
        exit: .noAccess, code: "not-connected",
        message: "These notes are not joined to a server yet. Everything you wrote is safe on this device.",
        next: "`fieldnotes connect CODE`, with an invite from your team lead.")

    static let keptOffline = Complaint(
        exit: .usage, code: "kept-offline",
        message: "This needs the network, and --offline forbids it. Nothing was done.",
        next: "run it again without --offline.")

    static func serverTooOld(speaks: Int, needs: Int, release: String, unsent: Int) -> Complaint {
        let waiting =
            unsent == 0 ? "" : "; \(Plural.count(unsent, "change")) \(Plural.verb(unsent, "waits", "wait")) here"
        return Complaint(
            exit: .version, code: "server-too-old",
            message:
                "The server speaks sync version \(speaks); this program needs \(needs). Nothing was sent\(waiting).",
            next: "tell your administrator \"fieldnotes-server \(release) or later\". You can keep working.")
    }

    /// `needs` is the release that the server asks for, where it told one.
    static func clientTooOld(host: String, needs: String?, this: String) -> Complaint {
        let wanted = needs.map { "fieldnotes \($0) or later" } ?? "a later fieldnotes"
        return Complaint(
            exit: .version, code: "client-too-old",
            message: "\(host) needs \(wanted) (this is \(this)). Your notes are safe.",
            next: "update, then `fieldnotes sync`.")
    }

    static func certificate(host: String, ended day: String?) -> Complaint {
        let fault = day.map { "ended on \($0)" } ?? "cannot be trusted"
        return Complaint(
            exit: .noConnection, code: "certificate",
            message: "\(host)'s certificate \(fault), so nothing was sent.",
            next: "tell your administrator. There is no switch to skip this check.")
    }

    static let busyCode = "server-busy"

    /// It is there, but asks for patience.
    static func serverBusy(host: String, unsent: Int, waitSeconds: Int?) -> Complaint {
        Complaint(
            exit: .noConnection, code: busyCode,
            message: "\(host) cannot answer just now. \(safety(unsent))",
            next: "try `fieldnotes sync` again in a few minutes.", waitSeconds: waitSeconds)
    }

    /// Such as a wireless network's page for signing in.
    static func notUnderstood(host: String, unsent: Int) -> Complaint {
        Complaint(
            exit: .noConnection, code: "not-understood",
            message: "What answered at \(host) is not a server of field notes. \(safety(unsent))",
            next: "see whether this network wants you to sign in first, then `fieldnotes sync`.")
    }

    static func notRecognised(host: String, unsent: Int) -> Complaint {
        Complaint(
            exit: .noAccess, code: "not-recognised",
            message: "\(host) does not know this device. \(safety(unsent))",
            next: "ask your team lead for an invite, then `fieldnotes connect CODE`. Copy out: `fieldnotes export`.")
    }

    /// `detail` is the server's own sentence.
    static func requestRefused(host: String, detail: String, unsent: Int) -> Complaint {
        Complaint(
            exit: .refused, code: "request-refused",
            message: "\(host) refused: \(Sentence.ended(detail)) \(safety(unsent))",
            next: "show this to your administrator. You can keep working.")
    }

    static func tokenMissing(_ path: String) -> Complaint {
        Complaint(
            exit: .noAccess, code: "token-missing",
            message: "The token by which the server knows this device is gone: there is no \(path). Nothing was sent.",
            next: "ask your team lead for an invite, then `fieldnotes connect CODE`.")
    }

    static func tokenExposed(_ path: String) -> Complaint {
        Complaint(
            exit: .file, code: "token-exposed",
            message: "Others on this machine may read this device's token, \(path). Nothing was sent.",
            next: "`fieldnotes doctor --fix` closes it; if somebody may have read it, tell your team lead.")
    }

    private static func safety(_ unsent: Int) -> String {
        guard unsent > 0 else { return "Your notes are safe on this device." }
        return "Your \(Plural.count(unsent, "change")) \(Plural.verb(unsent, "is", "are")) safe on this device."
    }
}
