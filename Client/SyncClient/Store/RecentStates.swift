import SyncModel
import Synchronization

import struct SyncModel.Digest

/// The states that were read last, each beside the bytes that it was read from. A note that is opened is read again to be
/// saved, to be sent and to be settled; as long as the same bytes lie there, they need not be taken apart and checked anew.
final class RecentStates: Sendable {
    private struct Reading {
        let json: [UInt8]
        let hash: Digest
        let state: RecordState
    }

    private let readings = Mutex<[RecordID: Reading]>([:])

    /// More than a person has in hand at once. What is read in passing must not pile up: all are let go of together.
    private static let countMax = 16

    /// The state of `id`, if it was read from exactly these bytes and had this hash.
    func state(of id: RecordID, readFrom json: [UInt8], _ hash: Digest?) -> RecordState? {
        readings.withLock { readings in
            guard let reading = readings[id], reading.hash == hash, reading.json == json else { return nil }
            return reading.state
        }
    }

    /// Keeps a state that was found to have this hash.
    func keep(_ state: RecordState, of id: RecordID, readFrom json: [UInt8], _ hash: Digest) {
        readings.withLock { readings in
            if readings.count >= RecentStates.countMax { readings = [:] }
            readings[id] = Reading(json: json, hash: hash, state: state)
        }
    }
}
