import SyncModel

/// The records that changed after a cursor, as far as one answer holds them.
struct Page {
    var records: [ToldRecord] = []
    /// The sequence up to which this page tells.
    var end: UInt64
    var more = false

    private var bytes = 0

    /// Reads a page in one snapshot.
    /// - Parameter quiet: records that need not be told as long as nothing changed them since that sequence.
    init(
        of team: Team, after start: UInt64, bytes limit: Int, quiet: [RecordID: UInt64], seal: Seal,
        in store: any StoreTransaction
    ) throws {
        end = start
        try store.feed(of: team, after: start) { row in
            if quiet[row.id] == row.sequence {
                end = row.sequence
                return true
            }
            // One record goes whatever its size, or a large one would stop all that follow it.
            guard records.isEmpty || bytes + row.state.count <= limit else {
                more = true
                return false
            }
            bytes += row.state.count
            end = row.sequence
            let state = try RecordState(json: row.state)
            records.append(
                ToldRecord(id: row.id, state: state, receipt: seal.receipt(for: state, of: row.id, in: team)))
            return true
        }
    }
}
