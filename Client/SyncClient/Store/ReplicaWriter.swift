public import GRDB
public import SyncModel

/// One write transaction of a replica. The shown row and the unsent edit are written together.
public final class ReplicaWriter {
    public let db: Database
    public internal(set) var identity: Identity
    let records: RecordTable
    let now: Int64
    /// Draws a fresh replica id.
    let draw: () -> ReplicaID
    /// Which of this program's write transactions this is, by number; nil where it is taken back in the end.
    private let turn: Int?

    init(
        db: Database, identity: Identity, records: RecordTable, now: Int64, turn: Int?, draw: @escaping () -> ReplicaID
    ) {
        self.turn = turn
        self.draw = draw
        self.db = db
        self.identity = identity
        self.records = records
        self.now = now
    }

    /// The same transaction for reading.
    public var reader: ReplicaReader { ReplicaReader(db: db, identity: identity, records: records, now: now) }

    /// Where this transaction stands among all that write in the file.
    func moment() throws -> Moment? { try turn.map { Moment(turn: $0, version: try Vouching.version(db)) } }

    /// Assigns `values`, each in place of what `sight` says was shown. What it says was shown of a refused edit is mended
    /// thereby, and leaves the quarantine.
    public func edit(_ id: RecordID, _ values: FieldMap<Value>, sight: Sight) throws {
        let refused = try refused(id, in: sight)
        let edits = try refused.map { try named($0.edit) }
        try act(id, sight) { record, sight, place, writer in
            record.edit(values, sight: sight, over: edits, place: place, writer: writer)
        }
        for quarantined in refused {
            let mended = sight.fields(of: quarantined.edit).filter { values[$0] != nil }
            try QuarantineTable.drop(db, mended, of: quarantined)
        }
        if values[.deleted] != nil { try dropRefusedDeletion(of: id) }
    }

    /// Withdraws the record.
    public func withdraw(_ id: RecordID, reason: String?, sight: Sight) throws {
        try act(id, sight) { record, sight, place, writer in
            record.withdraw(reason: reason, sight: sight, place: place, writer: writer)
        }
        try dropRefusedDeletion(of: id)
    }

    /// Takes a refused withdrawal, or restoring, out of quarantine: whether the record is to be seen was decided anew.
    public func dropRefusedDeletion(of id: RecordID) throws {
        for quarantined in try QuarantineTable.edits(db, of: id) {
            try QuarantineTable.drop(db, [.deleted], of: quarantined)
        }
    }

    /// Takes a refused edit out of quarantine, or only `fields` of it, because it was mended or is not wanted any more.
    public func dropQuarantined(_ quarantined: QuarantinedEdit, fields: [FieldKey]? = nil) throws {
        try QuarantineTable.drop(db, fields ?? quarantined.edit.assigns.keys, of: quarantined)
    }

    /// Keeps changes that came from the server's archive.
    public func keep(_ archived: [ArchivedChange]) throws {
        for past in archived {
            for (field, assignment) in past.change.assigns {
                try HistoryTable.keep(
                    db, past.change.record,
                    PastValue(
                        field: field, value: assignment.value, replaces: assignment.replaces,
                        origin: Origin(of: past.change, acceptance: past.acceptance)))
            }
        }
    }

    private func act(
        _ id: RecordID, _ sight: Sight, _ act: (inout LocalRecord, Sight, UInt64, Writer) -> Void
    ) throws {
        let place = try OutboxTable.freePlace(db)
        let sight = try named(sight)
        try update(id) { stored, writer in act(&stored.local, sight, place, writer) }
    }

    /// Loads a record, lets `change` alter it, and writes back the row, the outbox and the digest.
    /// - Parameter isTold: whether the server tells the record just now.
    func update(
        _ id: RecordID, isTold: Bool = false, _ change: (inout StoredRecord, Writer) throws -> Void
    ) throws {
        try update(records.load(db, id, isTold: isTold), change)
    }

    /// The same with a record that was loaded in this transaction and not written since.
    func update(_ loaded: StoredRecord, _ change: (inout StoredRecord, Writer) throws -> Void) throws {
        var stored = loaded
        // What is altered has to be written anew; only the server's own words are kept as they came.
        stored.json = nil
        let writer = identity.writer(now: now)
        try change(&stored, writer)
        try OutboxTable.save(db, stored.local, before: loaded.local.unsent)
        try records.save(db, &stored, loaded: loaded, &identity, writer: writer)
    }

    /// The refused edits of a record, if the sight speaks of any places at all.
    private func refused(_ id: RecordID, in sight: Sight) throws -> [QuarantinedEdit] {
        guard sight.shown.contains(where: { $0.content.contains(where: \.isUnsent) }) else { return [] }
        return try reader.quarantine(of: id)
    }

    /// A refused edit whose places were sent since put under their names.
    private func named(_ edit: UnsentEdit) throws -> UnsentEdit {
        var named = edit
        named.assigns = try edit.assigns.mapContents { field, assignment in
            let names = try assignment.replaces.map { dot in
                guard dot.isUnsent else { return dot }
                return try SentTable.dot(db, place: dot.n, field: nil) ?? SentTable.dot(db, place: dot.n, field: field)
                    ?? dot
            }
            return Assignment(value: assignment.value, replaces: names)
        }
        return named
    }

    /// The sight with places that were sent since it was taken put under their names.
    private func named(_ sight: Sight) throws -> Sight {
        try sight.renamed { place, field in try SentTable.dot(db, place: place, field: field) }
    }
}
