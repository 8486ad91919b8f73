/// The disk or the replica on it does not do what it should.
extension Complaint {
    /// Not saved, so the text goes back to its writer and nothing is called safe that was not stored before.
    static func diskFull(place: String, freeMegabytes: Int?, text: String?) -> Complaint {
        // With room left it is a quota that is used up, or something else that the figure does not tell.
        let free = freeMegabytes.flatMap { $0 < 100 ? " (\($0) MB free)" : nil } ?? ""
        let rescue = text == nil ? "" : " Your text is printed below; copy it now."
        return Complaint(
            exit: .file, code: "disk-full",
            message: "NOT SAVED: \(place) is full\(free).\(rescue) Everything saved before this is intact, and an "
                + "interrupted sync will carry on by itself.",
            next: "free some space, then run the same command again.", saved: false, unsavedText: text)
    }

    /// This, with the text that was not saved.
    func handingBack(_ text: String) -> Complaint {
        Complaint(
            exit: exit, code: code, message: "\(message) Your text is printed below; copy it now.", next: next,
            saved: false, unsavedText: text)
    }

    static let readOnly = Complaint(
        exit: .file, code: "read-only",
        message: "NOT SAVED: these notes may only be read here, as the disk or the file says.",
        next: "copy them to a place where you may write, and name it by `-C DIR`.", saved: false)

    static let replicaTooNew = Complaint(
        exit: .version, code: "replica-too-new",
        message:
            "These notes were kept by a later fieldnotes than this one (\(Release.version)). Nothing was changed.",
        next: "update fieldnotes.")

    /// `command`, `process` and `started` (a time of day) where the lock's holder left them.
    static func locked(command: String?, process: Int32?, started: String?) -> Complaint {
        let details = [command.map { "`\($0)`" }, process.map { "process \($0)" }, started.map { "started \($0)" }]
        let holder = details.compactMap { $0 }.joined(separator: ", ")
        return Complaint(
            exit: .replica, code: "locked",
            message: "Another fieldnotes is using this replica\(holder.isEmpty ? "" : " (\(holder))").",
            next: "wait for it or stop it. Reading works meanwhile.")
    }

    static func noReplica(at place: String) -> Complaint {
        Complaint(
            exit: .notFound, code: "no-replica", message: "There are no field notes in \(place) yet.",
            next: "`fieldnotes init --as \"YOUR NAME\"` starts them; no server is needed.")
    }

    static func replicaExists(at place: String) -> Complaint {
        Complaint(
            exit: .usage, code: "replica-exists",
            message: "There are field notes in \(place) already. Nothing was changed.",
            next: "`fieldnotes status` shows them; `fieldnotes connect CODE` joins them to a team.")
    }

    /// A note was saved, and then the disk did not give back how things stand.
    static func savedUnseen(_ note: String) -> Complaint {
        Complaint(
            exit: .file, code: "unreadable",
            message: "Saved \(note) on this device; but the disk does not give back how things stand now.",
            next: "`fieldnotes show \(note)`; if it cannot be read, copy the notes to another disk.")
    }

    /// What was done before the disk failed is done, so nothing is said of that.
    static func replicaUnreadable(_ path: String, reason: String) -> Complaint {
        Complaint(
            exit: .file, code: "unreadable", message: "The notes in \(path) cannot be read: \(reason).",
            next: "try again; if it goes on, copy \(path) to another disk.", saved: false)
    }

    static func unreadable(file: String, reason: String) -> Complaint {
        Complaint(exit: .file, code: "unreadable", message: "\(file) cannot be read: \(reason). Nothing was changed.")
    }

    static func unwritable(file: String, reason: String, text: String? = nil) -> Complaint {
        let rescue = text == nil ? "" : " Your text is printed below; copy it now."
        return Complaint(
            exit: .file, code: "unwritable", message: "NOT SAVED: \(file) cannot be written: \(reason).\(rescue)",
            saved: false, unsavedText: text)
    }

    /// The answer could not be printed; what the verb did stays done.
    static func unspoken(reason: String) -> Complaint {
        Complaint(
            exit: .file, code: "output-failed", message: "The answer could not be written out whole: \(reason).",
            next: "`fieldnotes status` shows what is saved.")
    }

    static func notText(file: String) -> Complaint {
        Complaint(
            exit: .usage, code: "not-utf-8", message: "\(file) is not valid UTF-8. Nothing was changed.",
            next: "save it as UTF-8 first.")
    }

    /// What no other complaint tells. `detail` names the fault for whoever mends it.
    static func unexpected(_ detail: String) -> Complaint {
        Complaint(
            exit: .failed, code: "failed", message: "This did not work: \(Sentence.ended(detail))",
            next: "`fieldnotes status` shows what is saved.", saved: false)
    }
}
