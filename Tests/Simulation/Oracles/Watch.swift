import Foundation
import SyncClient
import SyncModel

/// What must hold at every call.
extension World {
    /// Looks at an answer as the server gave it, before anything befalls it.
    func watch(_ answer: SyncAnswer, to request: SyncRequest, from place: Place, _ program: Program) throws {
        count(.call)
        guard case .told(let response) = answer else { return count(.cursorForked) }
        for outcome in response.outcomes { count(Happening(outcome)) }
        for _ in request.offers { count(.offer) }
        let key = key(request, place)
        if scenario.mix.has(.stalePages), answers[key] == nil, request.isMereReading { answers[key] = response }
        if let cursor = request.cursor { try check(cursor, of: place, program) }
    }

    /// A replica asks for records because sums differ. That mends what nobody could foresee; where no past happened twice and
    /// no server lagged, nothing should need it.
    func differed(_ place: Place) throws {
        count(.difference)
        guard !hasMet(Happening.forgetful + [.stalePage]) else { return }
        throw Trouble(.digests, "\(place.person) had read everything and held something else than the server")
    }

    /// A replica that has read up to a cursor holds all that the server held there.
    private func check(_ cursor: String, of place: Place, _ program: Program) throws {
        guard let sequence = World.sequence(of: cursor) else { return }
        let records = try office.records(upTo: sequence)
        try program.replica.read { reader in
            for (id, _, state) in records {
                let held = try reader.record(id).acknowledged.context
                guard held.covers(state.context) else {
                    throw Trouble(
                        .cursorSkipped,
                        "\(place.person) has read up to \(sequence), but lacks \(id.key.prefix(4)) \(state.context.short)"
                    )
                }
            }
        }
    }

    /// A cursor is opaque to replicas; here it is looked into: a version, an epoch, a sequence, and more behind it.
    private static func sequence(of cursor: String) -> UInt64? {
        let plain = cursor.replacing("-", with: "+").replacing("_", with: "/")
        let padding = String(repeating: "=", count: (4 - plain.utf8.count % 4) % 4)
        guard let bytes = Data(base64Encoded: plain + padding), bytes.count > 17 else { return nil }
        return bytes[9..<17].reduce(0) { $0 << 8 | UInt64($1) }
    }
}

extension SyncRequest {
    /// Whether it only asks what is new. Of what a request brings itself, the page that answers it keeps silent.
    fileprivate var isMereReading: Bool { changes.isEmpty && offers.isEmpty && sums == nil && wants.isEmpty }
}
