import ReformNotes
import SyncModel

/// The few records that everybody writes in, so that people meet.
enum Records {
    static func note(_ number: Int) -> RecordID {
        NoteID(bits: UInt128(number + 1) &* 0x5851_F42D_4C95_7F2D_1405_7B7E_F767_814F).record
    }

    /// Of a collection that only newer clients know.
    static let photo: RecordID = {
        guard let id = RecordID(collection: "photo", key: "p1") else { preconditionFailure("p1 is a key") }
        return id
    }()

    static func all(_ mix: Mix) -> [RecordID] { (0..<mix.records).map(note) + [photo] }
}
