extension JSONWriter {
    /// A context as an object: each replica with its count, in order of replica.
    public mutating func context(_ context: Context) {
        object { writer in
            for entry in context.entries {
                writer.key(entry.replica)
                writer.number(entry.n)
            }
        }
    }
}

extension JSONReader {
    public mutating func context() throws -> Context {
        var context = Context()
        try members { reader, name in
            let replica = ReplicaID(digits: name)
            guard let replica, reader.allows(replica) else {
                throw reader.malformed("\(String(decoding: name, as: UTF8.self)) is no replica id")
            }
            let n = try reader.count()
            guard n > 0 else { throw reader.malformed("a context counts from 1") }
            context.note(Dot(replica, n))
        }
        return context
    }

    mutating func replica() throws -> ReplicaID {
        let replica = try named("replica id") { ReplicaID(digits: $0) }
        guard allows(replica) else { throw malformed("\(replica) is no replica id") }
        return replica
    }

    public mutating func dot() throws -> Dot {
        let dot = try named("dot") { Dot(bytes: $0) }
        guard allows(dot.replica) else { throw malformed("\(dot) is no dot") }
        return dot
    }

    /// The reserved name of unsent changes means something only where they were written down, in the outbox.
    private func allows(_ replica: ReplicaID) -> Bool { allowsPlaces || replica != .unsent }

    public mutating func stamp() throws -> Stamp {
        Stamp(bits: try named("stamp") { Hex.bits($0) })
    }

    /// A moment as 16 hexadecimal digits of milliseconds since 1970.
    mutating func time() throws -> Int64 {
        Int64(bitPattern: try named("time") { Hex.bits($0) })
    }

    mutating func field(_ name: UnsafeBufferPointer<UInt8>) throws -> FieldKey {
        guard let field = FieldKey(bytes: name) else {
            throw malformed("\(String(decoding: name, as: UTF8.self)) is no field key")
        }
        return field
    }
}
