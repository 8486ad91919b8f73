import ArgumentParser
import SyncServer

/// What went wrong, told to a person: what happened, and one next step where there is one.
struct Complaint: Error {
    let exit: Exit
    /// The stable name that scripts read.
    let code: String
    /// Whole sentences.
    let message: String
    var next: String?

    init(_ exit: Exit, code: String, _ message: String, next: String? = nil) {
        self.exit = exit
        self.code = code
        self.message = message
        self.next = next
    }

    /// What an error means to whoever typed the command.
    /// - Parameter usage: what the command line says of it, where the words typed were no command.
    init(about error: any Error, usage: String?) {
        switch error {
        case let complaint as Complaint: self = complaint
        case let error as AdminError: self.init(error)
        case let error as DataDirectoryError: self.init(error)
        case let error as PostgresAddressError: self.init(error)
        case is PostgresError, is PostgresUnfit, is CommitUnknown:
            self.init(.data, code: "unavailable", "The database cannot be used now: \(error).")
        case let error as NotABackup:
            self.init(
                .data, code: "notABackup", "\(error.path) is no backup that fieldnotes-server made, or is damaged.",
                next: "use another one.")
        default:
            if let usage {
                self.init(.usage, code: "usage", usage)
            } else {
                self.init(.failed, code: "failed", "This failed: \(error).")
            }
        }
    }

    private init(_ error: AdminError) {
        switch error.kind {
        case .usage: self.init(.usage, code: "usage", error.message)
        case .notFound: self.init(.notFound, code: "notFound", error.message)
        case .failed: self.init(.failed, code: "failed", error.message)
        case .unavailable: self.init(.data, code: "unavailable", error.message)
        case .disk: self.init(.file, code: "file", error.message)
        case .damaged: self.init(.data, code: "damaged", error.message, next: "use an older backup.")
        }
    }

    private init(_ error: DataDirectoryError) {
        switch error {
        case .missing(let path):
            self.init(
                .notFound, code: "notFound", "There is no directory \(path).",
                next: "fieldnotes-server team create NAME --data DIR")
        case .locked(let path):
            self.init(
                .data, code: "locked", "Another process holds \(path).", next: "stop the server that runs on it.")
        case .unusable(let path, let reason):
            self.init(.file, code: "file", "\(path) cannot be used: \(reason).")
        }
    }

    private init(_ error: PostgresAddressError) {
        switch error {
        case .notAnAddress:
            self.init(.usage, code: "usage", "--store is a URL, as in postgres://fieldnotes@one,two/fieldnotes.")
        case .password:
            self.init(
                .usage, code: "usage", "Everyone on this machine can read a password in --store.",
                next: "write it into ~/.pgpass, which is for your eyes only.")
        }
    }

    func tell(asJSON: Bool) {
        guard !asJSON else { return Output.complain(Output.json(ErrorAnswer(error: ErrorAnswer.Content(self)))) }
        Output.complain("fieldnotes-server: \(message)")
        if let next { Output.complain("Next: \(next)") }
    }
}

/// A complaint as a script reads it.
private struct ErrorAnswer: Encodable {
    struct Content: Encodable {
        let code: String
        let exit: Int32
        let message: String
        let next: [String]

        init(_ complaint: Complaint) {
            code = complaint.code
            exit = complaint.exit.rawValue
            message = complaint.message
            next = complaint.next.map { [$0] } ?? []
        }
    }

    let error: Content
}
