/// The server cannot be reached, does not let this device in, or speaks another version.
extension Complaint {
    static func offline(host: String, unsent: Int) -> Complaint {
        guard unsent > 0 else {
            return Complaint(
                exit: .noConnection, code: "offline",
                message:
                    "No connection to \(host). Nothing was waiting to be sent; your notes are safe on this device.",
                next: "carry on; `fieldnotes sync` brings the others' changes when the network is back.")
        }
        return Complaint(
            exit: .noConnection, code: "offline",
            message: "No connection to \(host). Your \(Plural.count(unsent, "change")) "
                + "\(Plural.verb(unsent, "is", "are")) safe on this device.",
            next: "carry on; `fieldnotes sync` sends \(Plural.verb(unsent, "it", "them")) when the network is back.")
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
            message: "These notes belong to the team \(team), and the invite is another team's. Nothing was changed.",
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

    static func clientTooOld(host: String, needs: String, this: String) -> Complaint {
        Complaint(
            exit: .version, code: "client-too-old",
            message: "\(host) needs fieldnotes \(needs) or later (this is \(this)). Your notes are safe.",
            next: "update, then `fieldnotes sync`.")
    }

    static func certificate(host: String, ended day: String?) -> Complaint {
        let fault = day.map { "ended on \($0)" } ?? "cannot be trusted"
        return Complaint(
            exit: .noConnection, code: "certificate",
            message: "\(host)'s certificate \(fault), so nothing was sent.",
            next: "tell your administrator. There is no switch to skip this check.")
    }

    /// A warning: the sync itself worked.
    static func clockWrong(days: Int, behind: Bool, corrected: Int) -> Complaint {
        let side = behind ? "behind" : "ahead of"
        let mended =
            corrected == 0
            ? ""
            : "; the \(Plural.verb(corrected, "time", "times")) of \(Plural.count(corrected, "new note")) "
                + "\(Plural.verb(corrected, "was", "were")) corrected by the server's"
        return Complaint(
            exit: .done, code: "clock-wrong",
            message: "Warning: this device's clock is \(Plural.count(days, "day")) \(side) the server's. "
                + "Sync worked\(mended).",
            next: "correct the clock.")
    }
}
