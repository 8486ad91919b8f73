import SyncModel

/// A device that reads on from its cursor, now at one server and now at another, and keeps what it was told.
///
/// The thread that lets it read alone uses it meanwhile.
final class ReadingDevice: @unchecked Sendable {
    private let replica: ReplicaID
    private var servers: RoundOfServers
    private var cursor: String?
    /// Of each record, all that it was told of it.
    private(set) var told: [RecordID: Context] = [:]
    private(set) var pages = 0
    /// What it was told that it should not have been.
    private(set) var complaints: [String] = []

    init(_ pass: DevicePass, number: Int) {
        replica = ReplicaID(bits: UInt64(number))
        servers = RoundOfServers(pass.ways, from: number)
    }

    func read(until isOver: () -> Bool) {
        repeat { readOn() } while !isOver() && complaints.isEmpty
        readOn()
    }

    /// Reads to the head.
    private func readOn() {
        do {
            while true {
                servers.turn()
                let answer = try servers.ask(SyncRequest(replica: replica, cursor: cursor))
                guard case .told(let page) = answer else { return complaints.append("the cursor leads nowhere") }
                take(page)
                guard page.more else { return }
            }
        } catch {
            complaints.append("\(error)")
        }
    }

    private func take(_ page: SyncResponse) {
        for record in page.records {
            if let before = told[record.id], !record.state.context.covers(before) {
                complaints.append("\(record.id) was told as it had been before")
            }
            told[record.id] = record.state.context
        }
        cursor = page.cursor
        pages += 1
    }
}
