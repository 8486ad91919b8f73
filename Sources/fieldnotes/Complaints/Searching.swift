import Notebook
import ReformNotes

/// A search or a look into the past that cannot be made.
extension Complaint {
    static func about(_ error: SearchError) -> Complaint {
        switch error {
        case .item(let lookup, let words): .about(TargetLookup(lookup), words)
        case .kind(let text): .noSuchWord(text, "kind", NoteKind.known.map(\.rawValue), verb: SearchNotes.word)
        case .stance(let text):
            .noSuchWord(text, "stance", NoteStance.View.known.map(\.rawValue), verb: SearchNotes.word)
        case .time(let text): .badDate(text)
        case .empty: .usage("Say what to look for", verb: SearchNotes.word)
        }
    }

    /// `known` are the names of the changes that are held here, in order.
    static func unknownRevision(_ typed: String, known: [String]) -> Complaint {
        let range = known.count > 1 ? "\(known.first ?? "") to \(known.last ?? "")" : known.first ?? ""
        return Complaint(
            exit: .notFound, code: "unknown-revision",
            message: "This device holds no change \"\(typed)\" of the note. It holds \(range).",
            next: "`fieldnotes log NOTE` lists them.")
    }

    /// A warning: what was listed is not all.
    static func moreOnServer(_ note: String) -> Complaint {
        Complaint(
            exit: .done, code: "more-on-server", message: "The server keeps more changes of \(note) than this device.",
            next: "`fieldnotes log \(note) --fetch` brings them.")
    }
}
