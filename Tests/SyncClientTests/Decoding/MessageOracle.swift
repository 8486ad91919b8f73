import Foundation
import SyncModel

/// What must hold of any bytes that the wire may bring. Each function says what is wrong, and nil where nothing is.
enum MessageOracle {
    static func complaint(request bytes: [UInt8]) -> String? {
        if let difference = difference(inLines: bytes) { return difference }
        guard let request = try? SyncRequest(lines: bytes) else { return nil }
        return roundTrip(request, \.lines, SyncRequest.init(lines:)) ?? complaint(about: request.offers)
            ?? complaint(about: request.changes)
    }

    static func complaint(response bytes: [UInt8]) -> String? {
        if let difference = difference(inLines: bytes) { return difference }
        if let past = try? ArchivedChange.read(lines: bytes) {
            return roundTrip(past, ArchivedChange.lines, ArchivedChange.read(lines:))
        }
        guard let response = try? SyncResponse(lines: bytes) else { return nil }
        return roundTrip(response, \.lines, SyncResponse.init(lines:)) ?? complaint(about: response.records)
    }

    /// What was read must be the same once it was written and read again.
    private static func roundTrip<Message: Equatable>(
        _ message: Message, _ write: (Message) -> [UInt8], _ read: ([UInt8]) throws -> Message
    ) -> String? {
        let written = write(message)
        guard let again = try? read(written) else { return "what was read is refused once it is written" }
        return again == message && write(again) == written ? nil : "what was read is another once it is written"
    }

    /// Our reading of each line must agree with another reader's.
    private static func difference(inLines bytes: [UInt8]) -> String? {
        bytes.split(separator: UInt8(ascii: "\n")).lazy.compactMap { SecondReading.difference(in: Array($0)) }.first
    }

    /// A state that was let in is one that the rule can work with, whoever made it up.
    private static func complaint(about told: [ToldRecord]) -> String? {
        for record in told {
            let (state, canonical) = (record.state, record.state.canonicalBytes(of: record.id))
            guard let again = try? RecordState(json: state.json), again.canonicalBytes(of: record.id) == canonical
            else {
                return "a state is another once it is written"
            }
            let joined = told.filter { $0.id == record.id }.reduce(state) { $0.joined(with: $1.state) }
            guard joined.joined(with: joined) == joined else { return "a join with itself alters a state" }
            for field in joined.registers.map(\.key) { _ = joined.shown(field, rule: .text) }
        }
        return nil
    }

    /// So is a change that the rule takes in.
    private static func complaint(about changes: [Change]) -> String? {
        var states: [RecordID: RecordState] = [:]
        for change in changes {
            var state = states[change.record] ?? RecordState()
            let judge = Judge(
                change: change, hash: Digest(), remembered: nil, refusal: nil, context: state.context,
                offered: Context(), now: 1 << 47)
            guard [.accepted, .concurrent].contains(judge.verdict) else { continue }
            state.apply(change)
            guard state.context.covers(change.dot) else { return "a change that was applied is not in the context" }
            guard (try? RecordState(json: state.json)) != nil else { return "a state that a change made is refused" }
            states[change.record] = state
        }
        return nil
    }
}
