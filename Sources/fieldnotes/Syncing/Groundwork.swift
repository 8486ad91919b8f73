import Glibc
import SyncClient
import SyncModel

/// A replica being set up. Until it stands whole, everything that was made for it can be taken away again.
struct Groundwork {
    let places: Places
    private let missing: [String]

    private static let files = [
        "replica.sqlite", "replica.sqlite-journal", "replica.sqlite-wal", "replica.sqlite-shm", "lock", "token",
        "authorities.pem", "pins",
    ]

    /// Throws `Complaint.replicaExists` where there is a replica already.
    init(at places: Places) throws {
        guard !Replica.exists(at: places.replica) else { throw Complaint.replicaExists(at: places.replica) }
        self.places = places
        missing = Folder.missing(to: places.replica)
    }

    /// What would be made. Whom an invitation is for, and for which team, only its server knows, and that is not asked.
    func prospect(author: String?, device: String, invitation: Invitation?) -> Answer {
        let host = invitation?.address.host
        let deed =
            host.map { "Would join the team that \($0) lets you into, and fetch its notes" }
            ?? "Would start field notes of \(author ?? "")"
        return .report(
            "init",
            [
                "server": .text(perhaps: invitation?.address.text), "author": .text(perhaps: author),
                "device": .text(device), "directory": .text(places.replica),
            ],
            [Line("\(deed) on the device \"\(device)\".")])
    }

    /// Makes a replica that works alone.
    func make(author: String, device: String) throws -> Replica {
        try clearingUp {
            try Replica.create(
                at: places.replica, author: author, device: device, Desk.surroundings(for: "init"))
        }
    }

    /// Makes the replica of a device that joined a team.
    func make(for admission: Entry.Admission, server: ServerAddress, trusting trust: Trust) throws -> Replica {
        try clearingUp {
            let joined = admission.joined
            let replica = try Replica.create(
                at: places.replica, author: joined.member, device: joined.device, Desk.surroundings(for: "init"))
            try trust.keep(at: places)
            try TokenFile(at: places.token).writing(admission.token, at: places.token)
            try replica.write { try $0.connect(joined, server: server.text) }
            return replica
        }
    }

    private func clearingUp<Result>(_ body: () throws -> Result) throws -> Result {
        do {
            return try body()
        } catch {
            for file in Groundwork.files { unlink("\(places.replica)/\(file)") }
            for folder in missing { rmdir(folder) }
            throw error
        }
    }
}

extension TokenFile {
    /// Writes the token; what keeps it from being written becomes a complaint that names `path`.
    func writing(_ token: DeviceToken, at path: String) throws {
        do {
            try write(token)
        } catch {
            guard case .system(let number) = error else { throw Complaint.token(error, at: path) }
            throw Complaint.unwritable(file: path, reason: String(cString: strerror(number)))
        }
    }
}
