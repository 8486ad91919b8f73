import ReformNotes
import SyncClient
import SyncModel
import SyncServer
import TestSupport
import Testing

@testable import Notebook

/// A person with a notebook, and the way to the server.
struct Member {
    let work: Workplace
    let session: Session
    var notebook: Notebook { work.notebook }

    init(_ name: String, on device: String, _ server: BareServer, seed: UInt64, role: Role = .member) throws {
        work = try Workplace(author: name, device: device, seed: seed)
        session = try server.session(name, device: device, role: role)
    }

    func open(_ id: NoteID) throws -> OpenNote { try #require(try notebook.open(id)) }

    /// Writes a note that `others` have, too.
    func share(_ body: String, with others: Member...) throws -> NoteID {
        let id = try notebook.add(work.draft(body)).view.id
        for member in [self] + others { try member.sync() }
        return id
    }

    func sync() throws {
        _ = try notebook.replica.sync(with: session, random: { 0 }, pause: { _ in })
    }
}
