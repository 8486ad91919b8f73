import SyncModel

/// The records that were asked for by name, and those that changed after a cursor, as far as one answer holds them.
struct Page {
    var records: [ToldRecord] = []
    /// The sequence up to which this page tells.
    var end: UInt64
    var more = false
    /// Records that are not as they were kept, and so are not told.
    var damaged: [RecordID] = []

    private let limit: Int
    private var bytes = 0

    /// Reads a page in one snapshot.
    /// - Parameter wants: records to be told first, whatever their sequence.
    /// - Parameter quiet: records that need not be told as long as nothing changed them since that sequence.
    init(
        of team: Team, after start: UInt64, wants: [RecordID], bytes limit: Int, quiet: [RecordID: UInt64], seal: Seal,
        in store: any StoreTransaction
    ) throws {
        end = start
        self.limit = limit
        var quiet = quiet
        for id in wants {
            guard let record = try store.record(id, of: team), !record.state.isEmpty else { continue }
            let json = record.state.json
            guard takes(json.count) else { break }
            tell(record.state, json, of: id, seal.receipt(for: record.state, of: id, in: team))
            quiet[id] = record.sequence
        }
        try store.feed(of: team, after: start) { row in
            guard quiet[row.id] != row.sequence else {
                end = row.sequence
                return true
            }
            guard takes(row.json.count) else {
                more = true
                return false
            }
            end = row.sequence
            if let vouched = row.vouched {
                tell(vouched.state, row.json, of: row.id, seal.receipt(for: vouched.canonicalBytes, in: team))
            } else if !row.isWrittenOff {
                damaged.append(row.id)
            }
            return true
        }
    }

    /// Whether there is room for so many bytes more. One record goes whatever its size, or a large one would stop all that
    /// follow it.
    private func takes(_ more: Int) -> Bool { records.isEmpty || bytes + more <= limit }

    private mutating func tell(_ state: RecordState, _ json: [UInt8], of id: RecordID, _ receipt: Receipt) {
        bytes += json.count
        records.append(ToldRecord(id: id, state: state, receipt: receipt, written: json))
    }
}
