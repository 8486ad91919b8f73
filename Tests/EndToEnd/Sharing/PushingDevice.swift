import SyncModel

/// A device that writes a change, sends it until it is answered for, and writes the next.
///
/// The thread that lets it write alone uses it meanwhile.
final class PushingDevice: @unchecked Sendable {
    private let pass: DevicePass
    private let replica: ReplicaID
    private var servers: RoundOfServers
    /// What was answered for, in order.
    private(set) var acknowledged: [Change] = []
    /// What it was told that it should not have been.
    private(set) var complaints: [String] = []

    init(_ pass: DevicePass, number: Int) {
        self.pass = pass
        replica = ReplicaID(bits: UInt64(number))
        servers = RoundOfServers(pass.ways, from: number)
    }

    /// How often a change had to be sent again.
    var repetitions: Int { servers.failures }

    /// Writes until `isOver`; the change at hand is sent to the end.
    func write(until isOver: () -> Bool) {
        while !isOver(), complaints.isEmpty { send(nextChange) }
    }

    /// Each note is made by one change and altered by the next.
    private var nextChange: Change {
        let n = UInt64(acknowledged.count + 1)
        let before = n.isMultiple(of: 2) ? acknowledged.last?.dot : nil
        let words = Assignment(value: Value(text: "Change \(n)."), replaces: before.map { [$0] } ?? [])
        return Change(
            dot: Dot(replica, n), stamp: Stamp(milliseconds: 1_676_400_000_000), record: note(of: n),
            author: pass.member, device: pass.device, context: Context(before.map { [($0.replica, $0.n)] } ?? []),
            assigns: FieldMap([(FieldKey(known: "body"), words)]))
    }

    private func note(of n: UInt64) -> RecordID {
        guard let id = RecordID(collection: "note", key: "\(replica)-\((n + 1) / 2)") else {
            preconditionFailure("digits and a hyphen make a key")
        }
        return id
    }

    private func send(_ change: Change) {
        do {
            let answer = try servers.ask(SyncRequest(replica: replica, cursor: nil, pageBytes: 1, changes: [change]))
            guard case .told(let response) = answer else { return complain(change, "no cursor was sent") }
            switch response.outcomes.first {
            case .accepted, .duplicate: acknowledged.append(change)
            case let other: complain(change, "\(other.map { "\($0)" } ?? "no outcome")")
            }
        } catch {
            complain(change, "\(error)")
        }
    }

    private func complain(_ change: Change, _ words: String) { complaints.append("\(change.dot): \(words)") }
}
