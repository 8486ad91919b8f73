import SyncModel
import TestSupport
import Testing

@testable import SyncServer

/// What the server signs holds for what it was signed for, and for nothing else.
@Suite struct SealTests {
    let seal = Seal(secret: [1, 2, 3])
    let north = Team(id: 1, name: "north-shire")
    let south = Team(id: 2, name: "south-shire")

    @Test(arguments: [0, 5, 31]) func `secrets that differ anywhere are not the same`(place: Int) {
        let secret = [UInt8](repeating: 7, count: 32)
        var other = secret
        other[place] ^= 1
        #expect(isSame(secret, secret))
        #expect(!isSame(secret, other))
        #expect(!isSame(secret, Array(secret.dropLast())))
    }

    @Test func `a receipt holds for one state of one record of one team`() throws {
        let (state, id) = (RecordState(), try note("a"))
        var later = state
        later.context.note(Dot(ReplicaID(bits: 1), 1))
        let receipt = seal.receipt(for: state, of: id, in: north)
        #expect(seal.vouches(for: ToldRecord(id: id, state: state, receipt: receipt), in: north))
        #expect(!seal.vouches(for: ToldRecord(id: id, state: later, receipt: receipt), in: north))
        #expect(!seal.vouches(for: ToldRecord(id: try note("b"), state: state, receipt: receipt), in: north))
        #expect(!seal.vouches(for: ToldRecord(id: id, state: state, receipt: receipt), in: south))
    }

    @Test func `a cursor is one team's, of one server`() {
        let cursor = Cursor(epoch: 1, sequence: 2, head: Head(sequence: 3, chain: 4, moved: 5))
        let text = cursor.text(for: north, seal: seal)
        #expect(Cursor(text, team: north, seal: seal) == cursor)
        #expect(Cursor(text, team: south, seal: seal) == nil)
        #expect(Cursor(text, team: north, seal: Seal(secret: [9])) == nil)
    }

    @Test func `a cursor of another epoch is of another past, however alike`() throws {
        let store = try SQLiteStore.inMemory(epoch: 5)
        let team = try #require(try store.write { try $0.makeTeam(named: "north-shire", identity: "id", at: 0) })
        let arePast = try store.read { store in
            try [5, 6].map { try Cursor(epoch: $0, sequence: 0, head: Head()).isPast(of: team, in: store) }
        }
        #expect(arePast == [true, false])
    }
}
