extension JSONWriter {
    mutating func outcome(_ outcome: Outcome) {
        object { writer in
            writer.key("is")
            switch outcome {
            case .accepted(let acceptance, let receipt):
                writer.string("accepted")
                writer.acceptance(acceptance)
                writer.key("receipt")
                writer.string(receipt.description)
            case .concurrent(let acceptance):
                writer.string("concurrent")
                writer.acceptance(acceptance)
            case .duplicate(let acceptance):
                writer.string("duplicate")
                if let acceptance { writer.acceptance(acceptance) }
            case .refused(let refusal):
                writer.string("refused")
                writer.refusal(refusal)
            case .stampInFuture: writer.string("stampInFuture")
            case .behind: writer.string("behind")
            case .forked: writer.string("forked")
            }
        }
    }

    mutating func offerOutcome(_ outcome: OfferOutcome) {
        object { writer in
            writer.key("is")
            switch outcome {
            case .taken: writer.string("taken")
            case .known: writer.string("known")
            case .refused(let refusal):
                writer.string("refused")
                writer.refusal(refusal)
            }
        }
    }

    private mutating func acceptance(_ acceptance: Acceptance) {
        key("received")
        time(acceptance.received)
        key("revision")
        number(acceptance.revision)
    }

    private mutating func refusal(_ refusal: Refusal) {
        key("code")
        string(refusal.code.rawValue)
        key("message")
        string(refusal.message)
    }
}

extension JSONReader {
    mutating func outcome() throws -> Outcome {
        let members = try outcomeMembers()
        switch (members.kind, members.acceptance, members.receipt, members.refusal) {
        case ("accepted", let acceptance?, let receipt?, _): return .accepted(acceptance, receipt)
        case ("concurrent", let acceptance?, _, _): return .concurrent(acceptance)
        case ("duplicate", let acceptance, _, _): return .duplicate(acceptance)
        case ("refused", _, _, let refusal?): return .refused(refusal)
        case ("stampInFuture", _, _, _): return .stampInFuture
        case ("behind", _, _, _): return .behind
        case ("forked", _, _, _): return .forked
        default: throw malformed("an outcome cannot be understood")
        }
    }

    mutating func offerOutcome() throws -> OfferOutcome {
        let members = try outcomeMembers()
        switch (members.kind, members.refusal) {
        case ("taken", _): return .taken
        case ("known", _): return .known
        case ("refused", let refusal?): return .refused(refusal)
        default: throw malformed("an outcome cannot be understood")
        }
    }

    private typealias OutcomeMembers = (kind: String, acceptance: Acceptance?, receipt: Receipt?, refusal: Refusal?)

    private mutating func outcomeMembers() throws -> OutcomeMembers {
        var kind = ""
        var received: Int64?
        var revision: UInt64?
        var receipt: Receipt?
        var code: String?
        var message = ""
        try object { reader, name in
            switch name {
            case "is": kind = try reader.string()
            case "received": received = try reader.time()
            case "revision": revision = try reader.count()
            case "receipt": receipt = try reader.receipt()
            case "code": code = try reader.string()
            case "message": message = try reader.string()
            default: try reader.skip()
            }
        }
        // A code that a later server may have is still a refusal.
        let refusal = code.map { Refusal(Refusal.Code(rawValue: $0) ?? .invalid, message) }
        let acceptance = received.flatMap { received in
            revision.map { Acceptance(received: received, revision: $0) }
        }
        return (kind, acceptance, receipt, refusal)
    }
}
