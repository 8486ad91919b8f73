import SyncModel

/// Short names for the values that tests are made of.
func replica(_ number: UInt64) -> ReplicaID { ReplicaID(bits: number) }

func dot(_ number: UInt64, _ n: UInt64) -> Dot { Dot(replica(number), n) }

func context(_ entries: (UInt64, UInt64)...) -> Context { Context(entries.map { (replica($0.0), $0.1) }) }

func value(_ number: Int) -> Value { Value(unchecked: Array(String(number).utf8)) }

extension FieldKey {
    static let body = FieldKey(known: "body")
    static let kind = FieldKey(known: "kind")
    static let voice = FieldKey(known: "tag/voice")
}

extension RecordID {
    static let note = RecordID(known: "n1")
    static let other = RecordID(known: "n2")

    init(known key: String) {
        guard let id = RecordID(collection: "note", key: key) else { preconditionFailure("\(key) is no key") }
        self = id
    }
}

/// The merge rules of these tests: a body is merged as text.
let rules: MergeRules = { _, field in field == .body ? .text : .single }

/// A change by replica `number`, with what matters in a test and stand-ins for the rest.
func change(
    _ number: UInt64, _ n: UInt64, _ assigns: [FieldKey: (Value, [Dot])], seen: Context = Context(), stamp: UInt64 = 1,
    record: RecordID = .note
) -> Change {
    Change(
        dot: dot(number, n), stamp: Stamp(bits: stamp), record: record, author: "Person \(number)",
        device: "Device \(number)", context: seen,
        assigns: FieldMap(assigns.map { ($0.key, Assignment(value: $0.value.0, replaces: $0.value.1)) }))
}

/// A writer whose clock agrees with the server's and says `now`.
func writer(_ name: String = "Priya", now: Int64 = 1_000_000, offset: Int64 = 0) -> Writer {
    Writer(author: name, device: name + "'s laptop", clock: Clock(offset: offset, now: now))
}
