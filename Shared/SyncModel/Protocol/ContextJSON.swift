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
            // A deletion that is not sent yet has own changes in sight that have no name yet.
            let replica = name.utf8.elementsEqual(ReplicaID.unsent.description.utf8) ? .unsent : ReplicaID(name)
            guard let replica else { throw reader.malformed("\(name) is no replica id") }
            let n = try reader.count()
            guard n > 0 else { throw reader.malformed("a context counts from 1") }
            context.note(Dot(replica, n))
        }
        return context
    }

    public mutating func dot() throws -> Dot {
        let text = try string()
        guard let dot = Dot(text) else { throw malformed("\(text) is no dot") }
        return dot
    }

    public mutating func stamp() throws -> Stamp {
        let text = try string()
        guard let stamp = Stamp(text) else { throw malformed("\(text) is no stamp") }
        return stamp
    }
}
