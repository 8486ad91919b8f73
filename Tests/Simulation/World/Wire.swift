import SyncModel

/// Messages as the bytes that travel.
enum Wire {
    static func carried(_ request: SyncRequest) throws -> SyncRequest {
        let carried = try SyncRequest(lines: request.lines)
        guard carried == request else { throw Trouble(.wire, "a request is another after its journey") }
        return carried
    }

    static func carried(_ answer: SyncAnswer) throws -> SyncAnswer {
        guard case .told(let response) = answer else { return answer }
        let carried = try SyncResponse(lines: response.lines)
        guard carried == response else { throw Trouble(.wire, "an answer is another after its journey") }
        return .told(carried)
    }

    /// Cuts a message and sees that nobody takes what is left for a whole one.
    /// - Parameter share: how much arrives, in thousandths.
    static func checkCut(_ lines: [UInt8], _ share: Int, read: ([UInt8]) throws -> Void) throws {
        let arrived = Array(lines.prefix((lines.count - 1) * share / 1_000))
        do {
            try read(arrived)
        } catch {
            return
        }
        throw Trouble(.wire, "\(arrived.count) of \(lines.count) bytes were taken for a whole message")
    }
}

extension SyncRequest {
    /// In a line, for who reads a trace.
    var summary: String {
        let dots = changes.map { "\($0.dot.short) of \($0.record.key.prefix(4))" }
        let offered = offers.map { "offer of \($0.id.key.prefix(4))" }
        return "\(replica.short) from \(cursor.map { "…\($0.suffix(6))" } ?? "the beginning"); "
            + (dots + offered).joined(separator: ", ")
    }
}

extension SyncAnswer {
    var summary: String {
        switch self {
        case .cursorForked: return "cursor forked"
        case .told(let response):
            let outcomes = response.outcomes.map(\.name)
            let records = response.records.map { "\($0.id.key.prefix(4)) \($0.state.context.short)" }
            return outcomes.joined(separator: ", ") + "; " + records.joined(separator: ", ")
                + (response.more ? "; more" : "") + "; \(response.digest.spoken)"
        }
    }
}

extension Outcome {
    /// As it travels.
    var name: String { Happening(self).rawValue }
}

extension ReplicaID {
    var short: String { String(description.prefix(4)) }
}

extension Dot {
    var short: String { "\(replica.short):\(n)" }
}

extension Context {
    var short: String { "{" + entries.map { "\($0.replica.short):\($0.n)" }.joined(separator: " ") + "}" }
}
