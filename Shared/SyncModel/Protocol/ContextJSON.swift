extension JSONWriter {
    /// A context as an object: each replica with its count, in order of replica.
    public mutating func context(_ context: Context) {
        object { writer in
            for entry in context.entries {
                writer.key(entry.replica.description)
                writer.number(entry.n)
            }
        }
    }
}

extension JSONReader {
    public mutating func context() throws -> Context {
        var context = Context()
        try object { reader, name in
            let replica = try reader.checked(ReplicaID(name), name)
            let n = try reader.count()
            guard n > 0 else { throw reader.malformed("a context counts from 1") }
            context.note(Dot(replica, n))
        }
        return context
    }

    mutating func replica() throws -> ReplicaID {
        let text = try string()
        return try checked(ReplicaID(text), text)
    }

    public mutating func dot() throws -> Dot {
        let text = try string()
        guard let dot = Dot(text) else { throw malformed("\(text) is no dot") }
        _ = try checked(dot.replica, text)
        return dot
    }

    /// The reserved name of unsent changes means something only where they were written down, in the outbox.
    func checked(_ replica: ReplicaID?, _ text: String) throws -> ReplicaID {
        guard let replica, allowsPlaces || replica != .unsent else { throw malformed("\(text) is no replica id") }
        return replica
    }

    public mutating func stamp() throws -> Stamp {
        let text = try string()
        guard let stamp = Stamp(text) else { throw malformed("\(text) is no stamp") }
        return stamp
    }
}
