/// The bytes over which changes and states are hashed: numbers of fixed width and byte strings behind their length, so that
/// no two things share an encoding. (JSON is never hashed: it can say one thing in many ways.)
struct CanonicalBytes {
    private(set) var bytes: [UInt8] = []

    /// - Parameter size: about how many bytes there will be. A thousand states come in a page, and each would move its bytes
    ///   several times while they grow.
    init(reserving size: Int) {
        bytes.reserveCapacity(size)
    }

    mutating func number(_ number: UInt64) {
        withUnsafeBytes(of: number.bigEndian) { bytes.append(contentsOf: $0) }
    }

    mutating func count(_ count: Int) {
        withUnsafeBytes(of: UInt32(count).bigEndian) { bytes.append(contentsOf: $0) }
    }

    mutating func string(_ string: [UInt8]) {
        count(string.count)
        bytes.append(contentsOf: string)
    }

    mutating func string(_ text: String) {
        var text = text
        text.withUTF8 { utf8 in
            count(utf8.count)
            bytes.append(contentsOf: utf8)
        }
    }

    mutating func dot(_ dot: Dot) {
        number(dot.replica.bits)
        number(dot.n)
    }

    mutating func dots(_ dots: [Dot]) {
        count(dots.count)
        for dot in dots { self.dot(dot) }
    }

    mutating func context(_ context: Context) {
        count(context.entries.count)
        for entry in context.entries { dot(Dot(entry.replica, entry.n)) }
    }

    mutating func record(_ record: RecordID) {
        string(record.collection)
        string(record.key)
    }
}

extension Change {
    /// What the change says, its stamp left out: that may be mended after the change was first sent.
    public var canonicalBytes: [UInt8] {
        var canonical = CanonicalBytes(reserving: assigns.reduce(256) { $0 + $1.content.value.json.count + 64 })
        canonical.dot(dot)
        canonical.record(record)
        canonical.string(author)
        canonical.string(device)
        canonical.context(context)
        canonical.count(assigns.entries.count)
        for (field, assignment) in assigns {
            canonical.string(field.text)
            canonical.string(assignment.value.json)
            canonical.dots(assignment.replaces)
        }
        return canonical.bytes
    }
}

extension RecordState {
    /// Everything that two sides must agree on about `record`.
    public func canonicalBytes(of record: RecordID) -> [UInt8] {
        var canonical = CanonicalBytes(reserving: sizeAtLeast)
        canonical.record(record)
        canonical.context(context)
        canonical.count(origins.count)
        for origin in origins {
            canonical.dot(origin.dot)
            canonical.number(origin.stamp.bits)
            canonical.string(origin.author)
            canonical.string(origin.device)
            canonical.number(UInt64(bitPattern: origin.acceptance?.received ?? -1))
            canonical.number(origin.acceptance?.revision ?? 0)
        }
        canonical.count(registers.entries.count)
        for (field, register) in registers {
            canonical.string(field.text)
            canonical.entries(register.siblings)
            canonical.entries(register.replaced)
        }
        return canonical.bytes
    }
}

extension RecordState {
    /// What its values take, and about as much as stands around them.
    private var sizeAtLeast: Int {
        registers.reduce(256) { sum, field in
            field.content.siblings.reduce(sum) { $0 + ($1.value?.json.count ?? 0) + 64 }
        }
    }
}

extension CanonicalBytes {
    /// A value that is not kept is told from an empty one by a count before it.
    fileprivate mutating func entries(_ entries: [Register.Entry]) {
        count(entries.count)
        for entry in entries {
            dot(entry.dot)
            count(entry.value == nil ? 0 : 1)
            if let value = entry.value { string(value.json) }
            dots(entry.replaces)
        }
    }
}
