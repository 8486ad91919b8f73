import Glibc

/// A text that lies in an editor, or lay there when something went wrong: the file that the person edits, and beside it what
/// the program has to know to carry on from it.
struct Draft {
    /// What the program keeps beside the text.
    struct Facts: Equatable {
        /// The command that takes the draft up again: `fieldnotes edit k7f3`.
        let again: String
        /// When the text was opened, in milliseconds since 1970.
        let opened: Int64
        /// What was shown when the text was opened, as the caller put it; what the edit replaces counts from then.
        let sight: String
        /// The text as it was first shown, to tell whether anything was changed.
        let original: String
    }

    let name: String
    let directory: String
    let facts: Facts

    var path: String { "\(directory)/\(name).md" }
    var factsPath: String { "\(directory)/\(name).json" }
    /// There once the person has been told of this draft.
    var mentionPath: String { "\(directory)/\(name).mentioned" }

    /// The text as it lies on the disk now. Throws `Complaint.unreadable`, also if it is not UTF-8.
    func text() throws -> String {
        guard let bytes = try PrivateFile.read(path) else {
            throw Complaint.unreadable(file: path, reason: "it is gone")
        }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw Complaint.unreadable(file: path, reason: "it is not valid UTF-8")
        }
        return text
    }

    /// Takes the draft away, once its text is saved elsewhere or was never changed.
    func discard() {
        for path in [path, factsPath, mentionPath] { unlink(path) }
    }

    /// Keeps others out while the text lies in an editor; released by `close`, or when this process ends however it ends.
    /// Throws `Complaint.draftOpen`.
    func hold() throws -> Int32 {
        let file = open(factsPath, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { throw Complaint.unreadable(file: factsPath, reason: String(cString: strerror(errno))) }
        guard flock(file, LOCK_EX | LOCK_NB) == 0 else {
            close(file)
            throw Complaint.draftOpen(name)
        }
        return file
    }

    /// Whether an editor has it just now.
    var isOpen: Bool {
        guard let file = try? hold() else { return true }
        close(file)
        return false
    }
}
