/// The bytes over which changes and states are hashed: numbers of fixed width and byte strings behind their length, so that
/// no two things share an encoding. (JSON is never hashed: it can say one thing in many ways.)
struct CanonicalBytes {
    private(set) var bytes: [UInt8] = []

    mutating func number(_ number: UInt64) {
        withUnsafeBytes(of: number.bigEndian) { bytes.append(contentsOf: $0) }
    }

    mutating func count(_ count: Int) {
        withUnsafeBytes(of: UInt32(count).bigEndian) { bytes.append(contentsOf: $0) }
    }

    mutating func string(_ string: some Collection<UInt8>) {
        count(string.count)
        bytes.append(contentsOf: string)
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
        string(record.collection.utf8)
        string(record.key.utf8)
    }
}

extension Change {
    /// What the change says, its stamp left out: that may be mended after the change was first sent.
    public var canonicalBytes: [UInt8] {
        var canonical = CanonicalBytes()
        canonical.dot(dot)
        canonical.record(record)
        canonical.string(author.utf8)
        canonical.string(device.utf8)
        canonical.context(context)
        canonical.count(assigns.entries.count)
        for (field, assignment) in assigns {
            canonical.string(field.text.utf8)
            canonical.string(assignment.value.json)
            canonical.dots(assignment.replaces)
        }
        return canonical.bytes
    }
}

extension RecordState {
    /// Everything that two sides must agree on about `record`.
    public func canonicalBytes(of record: RecordID) -> [UInt8] {
        var canonical = CanonicalBytes()
        canonical.record(record)
        canonical.context(context)
        canonical.count(origins.count)
        for origin in origins {
            canonical.dot(origin.dot)
            canonical.number(origin.stamp.bits)
            canonical.string(origin.author.utf8)
            canonical.string(origin.device.utf8)
            canonical.number(UInt64(bitPattern: origin.acceptance?.received ?? -1))
            canonical.number(origin.acceptance?.revision ?? 0)
        }
        canonical.count(registers.entries.count)
        for (field, register) in registers {
            canonical.string(field.text.utf8)
            canonical.entries(register.siblings)
            canonical.entries(register.replaced)
        }
        return canonical.bytes
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
