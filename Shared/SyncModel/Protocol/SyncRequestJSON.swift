extension SyncRequest {
    /// The request as it travels, before compression.
    public var lines: [UInt8] {
        var writer = JSONWriter()
        writer.line("sync") { writer in
            writer.object { writer in
                writer.key("protocol")
                writer.number(protocolNumber)
                writer.key("replica")
                writer.string(replica.description)
                writer.key("cursor")
                if let cursor { writer.string(cursor) } else { writer.raw(Value.null.json) }
                writer.key("pageBytes")
                writer.number(pageBytes)
                if let confirmed {
                    writer.key("confirmed")
                    writer.number(confirmed)
                }
                writer.search(sums, wants)
            }
        }
        for change in changes { writer.line("change") { $0.change(change) } }
        for offer in offers { writer.line("offer") { $0.told(offer) } }
        writer.end(after: 1 + changes.count + offers.count)
        return writer.bytes
    }

    /// Reads what ``lines`` wrote.
    /// - Throws: ``MalformedJSON``, or a ``Problem`` where the sender speaks another version of the protocol.
    public init(lines: [UInt8]) throws {
        var envelope: SyncRequest?
        var changes: [Change] = []
        var offers: [ToldRecord] = []
        try Lines.read(lines) { kind, reader in
            switch (kind, envelope) {
            case ("sync", nil): envelope = try reader.requestEnvelope()
            case (_, nil): throw reader.malformed("the envelope is missing")
            case ("change", _): changes.append(try reader.change())
            case ("offer", _): offers.append(try reader.told())
            default: throw reader.malformed("a line of an unknown kind: \(kind)")
            }
        }
        guard let envelope else { throw MalformedJSON(what: "the envelope is missing", place: 0) }
        self = envelope
        self.changes = changes
        self.offers = offers
    }
}

extension Change {
    /// How many bytes its line in a request has.
    public var lineBytes: Int {
        var writer = JSONWriter()
        writer.line("change") { $0.change(self) }
        return writer.bytes.count
    }
}

extension ToldRecord {
    /// How many bytes its line in a request has.
    public var lineBytes: Int {
        var writer = JSONWriter()
        writer.line("offer") { $0.told(self) }
        return writer.bytes.count
    }
}

extension JSONWriter {
    /// What only a search for a difference says; a server that does not know it passes it over.
    fileprivate mutating func search(_ sums: BucketSums?, _ wants: [RecordID]) {
        if let sums {
            key("sums")
            self.sums(sums)
        }
        guard !wants.isEmpty else { return }
        key("wants")
        array { writer in
            for id in wants { writer.record(id) }
        }
    }

    mutating func told(_ told: ToldRecord) {
        object { writer in
            writer.key("id")
            writer.record(told.id)
            writer.key("state")
            if let written = told.written { writer.raw(written) } else { writer.state(told.state) }
            writer.key("receipt")
            if let receipt = told.receipt { writer.string(receipt.description) } else { writer.raw(Value.null.json) }
        }
    }
}

extension JSONReader {
    mutating func told() throws -> ToldRecord {
        var id: RecordID?
        var state: RecordState?
        var written: [UInt8]?
        var receipt: Receipt?
        try object { reader, name in
            switch name {
            case "id": id = try reader.record()
            case "state": (state, written) = try reader.writtenState()
            case "receipt": receipt = try reader.isNull() ? nil : try reader.receipt()
            default: try reader.skip()
            }
        }
        guard let id, let state else { throw malformed("a record lacks its id or its state") }
        return ToldRecord(id: id, state: state, receipt: receipt, written: written)
    }

    mutating func receipt() throws -> Receipt {
        try named("receipt") { digits in
            digits.count == 32 ? Hex.bytes(digits).flatMap { Receipt($0) } : nil
        }
    }

    fileprivate mutating func requestEnvelope() throws -> SyncRequest {
        var number: UInt64?
        var replica: ReplicaID?
        var cursor: String?
        var pageBytes = UInt64(Limits.standard.pageBytes)
        var confirmed: UInt64?
        var sums: BucketSums?
        var wants: [RecordID] = []
        try object { reader, name in
            switch name {
            case "protocol": number = try reader.count()
            case "replica": replica = try reader.replica()
            case "cursor": cursor = try reader.isNull() ? nil : try reader.string()
            case "pageBytes": pageBytes = try reader.count()
            case "confirmed": confirmed = try reader.count()
            case "sums": sums = try reader.sums()
            case "wants": try reader.array { wants.append(try $0.record()) }
            default: try reader.skip()
            }
        }
        guard let number else { throw malformed("the protocol's number is missing") }
        guard number == UInt64(protocolNumber) else {
            throw Problem(
                .protocolUnknown,
                "This server speaks sync version \(protocolNumber); the request is of version \(number).",
                protocols: [protocolNumber])
        }
        guard let replica else { throw malformed("the replica's id is missing") }
        return SyncRequest(
            replica: replica, cursor: cursor, pageBytes: Int(min(pageBytes, UInt64(Limits.standard.pageBytes))),
            confirmed: confirmed.map { Int(clamping: $0) }, sums: sums, wants: wants)
    }
}
