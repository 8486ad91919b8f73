extension SyncResponse {
    /// The answer as it travels, before compression.
    public var lines: [UInt8] {
        var writer = JSONWriter()
        writer.envelope(self)
        for outcome in outcomes { writer.line("outcome") { $0.outcome(outcome) } }
        for offer in offers { writer.line("offer") { $0.offerOutcome(offer) } }
        let buckets = comparison?.buckets ?? []
        for bucket in buckets { writer.line("bucket") { $0.bucket(bucket) } }
        for record in records { writer.line("record") { $0.told(record) } }
        writer.end(after: 1 + outcomes.count + offers.count + buckets.count + records.count)
        return writer.bytes
    }

    /// Reads what ``lines`` wrote.
    /// - Throws: ``MalformedJSON``.
    public init(lines: [UInt8]) throws {
        var envelope: SyncResponse?
        var outcomes: [Outcome] = []
        var offers: [OfferOutcome] = []
        var buckets: [HeldBucket] = []
        var records: [ToldRecord] = []
        try Lines.read(lines) { kind, reader in
            switch (kind, envelope) {
            case ("sync", nil): envelope = try reader.responseEnvelope()
            case (_, nil): throw reader.malformed("the envelope is missing")
            case ("outcome", _): outcomes.append(try reader.outcome())
            case ("offer", _): offers.append(try reader.offerOutcome())
            case ("bucket", _): buckets.append(try reader.bucket())
            case ("record", _): records.append(try reader.told())
            default: throw reader.malformed("a line of an unknown kind: \(kind)")
            }
        }
        guard let envelope else { throw MalformedJSON(what: "the envelope is missing", place: 0) }
        self = envelope
        self.outcomes = outcomes
        self.offers = offers
        self.comparison?.buckets = buckets
        self.records = records
    }
}

extension JSONWriter {
    fileprivate mutating func envelope(_ response: SyncResponse) {
        line("sync") { writer in
            writer.object { writer in
                writer.key("protocol")
                writer.number(protocolNumber)
                writer.key("serverTime")
                writer.time(response.serverTime)
                writer.key("cursor")
                writer.string(response.cursor)
                writer.key("more")
                writer.flag(response.more)
                writer.key("digest")
                writer.string(response.digest.description)
                if let comparison = response.comparison {
                    writer.key("differing")
                    writer.number(comparison.differing)
                }
            }
        }
    }

    mutating func time(_ time: Int64) {
        hex(UInt64(bitPattern: time))
    }
}

extension JSONReader {
    fileprivate mutating func responseEnvelope() throws -> SyncResponse {
        var serverTime: Int64?
        var cursor: String?
        var more: Bool?
        var digest: Digest?
        var differing: UInt64?
        try object { reader, name in
            switch name {
            case "serverTime": serverTime = try reader.time()
            case "cursor": cursor = try reader.string()
            case "more": more = try reader.flag()
            case "digest": digest = try reader.digest()
            case "differing": differing = try reader.count()
            default: try reader.skip()
            }
        }
        guard let serverTime, let cursor, let more, let digest else { throw malformed("the envelope lacks a member") }
        let comparison = differing.map { Comparison(differing: Int(clamping: $0), buckets: []) }
        return SyncResponse(
            serverTime: serverTime, comparison: comparison, cursor: cursor, more: more, digest: digest)
    }
}
