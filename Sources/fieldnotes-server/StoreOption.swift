import ArgumentParser
import SyncServer

/// Where the server's data lies: in a directory of its own, or in a database that it shares with others.
struct StoreOption: ParsableArguments {
    enum Place {
        case directory(String)
        case database(PostgresAddress)
    }

    @Option(name: .customLong("data"), help: "The directory that holds everything the server keeps.")
    var path: String?
    @Option(
        name: .customLong("store"),
        help: """
            Or a PostgreSQL database, as in postgres://fieldnotes@one,two/fieldnotes. Its password stands in ~/.pgpass.
            """)
    var url: String?

    func validate() throws {
        guard (path == nil) != (url == nil) else {
            throw ValidationError("Say where the data lies: --data DIR, or --store URL.")
        }
    }

    /// - Throws: ``SyncServer/PostgresAddressError``.
    var place: Place {
        get throws { try url.map { .database(try PostgresAddress($0)) } ?? .directory(path ?? "") }
    }

    /// As it was typed, for the next command.
    var words: String { url.map { "--store \(Shell.quoted($0))" } ?? "--data \(path ?? "")" }

    /// Has `request` done by the server that runs on the directory, or here where none does.
    /// - Parameter isRehearsal: whether it is only to be seen what it would do.
    func ask(_ request: AdminRequest, isMade: Bool = false, isRehearsal: Bool = false) throws -> AdminReply {
        let errand = AdminErrand(request, by: "console: \(Person.here)", isRehearsal: isRehearsal)
        let reply =
            switch try place {
            case .directory(let path): try AdminDoor(path, isMade: isMade, clock: { Time.now }).ask(errand)
            case .database(let address): try DatabaseDoor(address, clock: { Time.now }).ask(errand)
            }
        if case .refused(let error) = reply { throw error }
        return reply
    }
}
