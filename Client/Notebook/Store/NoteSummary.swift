import GRDB
public import ReformNotes
import SyncClient

/// A note as a list shows it.
public struct NoteSummary: Hashable, Sendable {
    public let id: NoteID
    public let target: NoteTarget
    public let body: String
    public let kind: NoteKind
    public let stance: NoteStance?
    public let status: NoteStatus
    public let tags: [String]
    public let author: String
    /// Milliseconds since 1970; nil where the note says no time that can be read.
    public let created: Int64?
    public let replyTo: NoteID?
    /// When any field was last changed, milliseconds since 1970, and by whom.
    public let edited: Int64
    public let editedBy: String
    public let sync: SyncStatus
    public let isWithdrawn: Bool

    /// The first line that says something.
    public var title: String { Note(about: target, body: body, author: author, created: "").title }
}

extension NoteSummary {
    /// What a query selects for ``init(_:reader:)``, from the table `note`: all that the row's sum is of, and that sum.
    static let columns =
        (NoteShelf().sealedColumns + ["sum"]).map { "note.\($0), " }.joined()
        + "EXISTS (SELECT 1 FROM quarantine WHERE collection = 'note' AND key = note.key)"

    /// - Parameter reader: the person whose replica this is.
    /// - Throws: ``ReplicaError/damaged(_:)`` where the row is not as it was kept.
    init(_ row: Row, reader: Identity) throws {
        try row.check(19, "a note's row")
        guard let id = NoteID(row[0] as String) else { throw ReplicaError.damaged("a note has no name") }
        self.id = id
        target = NoteTarget(item: row[1], measure: row[2])
        body = row[3]
        kind = NoteKind(rawValue: row[4])
        stance = (row[5] as String?).map {
            NoteStance(NoteStance.View(rawValue: $0), toward: row[6] ?? NoteStance.decision)
        }
        status = NoteStatus(rawValue: row[7])
        tags = (row[8] as String).split(separator: " ").map(String.init)
        author = row[9]
        created = row[10]
        replyTo = (row[11] as String?).flatMap { NoteID($0) }
        edited = row[12]
        editedBy = row[13]
        isWithdrawn = row[17]
        sync = NoteSummary.status(
            inConflict: row[16] as Int > 0, isRefused: row[19], isUnsent: row[15] as Int > 0,
            isOwn: editedBy == reader.author)
    }

    private static func status(inConflict: Bool, isRefused: Bool, isUnsent: Bool, isOwn: Bool) -> SyncStatus {
        if inConflict { return .conflict }
        if isRefused { return .refused }
        if isUnsent { return .waiting }
        return isOwn ? .sent : .updated
    }
}
