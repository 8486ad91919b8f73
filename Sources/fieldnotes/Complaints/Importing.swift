/// A file of notes cannot be taken in or written.
extension Complaint {
    /// `reason` is whole sentences.
    static func badLine(_ line: Int, _ reason: String) -> Complaint {
        Complaint(
            exit: .failed, code: "bad-line", message: "Line \(line): \(Sentence.ended(reason)) Nothing was imported.",
            next: "mend the line, then import the file again.")
    }

    static func fileExists(_ path: String) -> Complaint {
        Complaint(
            exit: .file, code: "file-exists", message: "There is a file \(path) already. It was left as it is.",
            next: "name another by -o, or add --force to replace it.")
    }
}
