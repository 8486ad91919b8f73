import ArgumentParser
import SyncServer

struct Copy: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Copy everything to another place: from a directory to a database, or back.",
        discussion: """
            Stop every server first, and serve only the copy afterwards: devices go on with it as if nothing had happened. \
            A place is sqlite:DIR or postgres://….
            """)

    @Option(help: "Where the data lies.", transform: DataPlace.named)
    var from: DataPlace
    @Option(help: "Where it is to go, which must be empty.", transform: DataPlace.named)
    var to: DataPlace
    @OptionGroup var json: JSONOption

    func run() throws {
        let teams = try Admin.copy(from: from, to: to, now: Time.now)
        if json.isWanted { return Output.answer("copy", teams) }
        for team in teams {
            let records = "\(Count.of(team.records, "record")) from \(Count.of(team.changes, "change"))"
            Output.say("\(team.team): \(records), digest \(team.spokenDigest)")
        }
        Output.say("Copied, and found the same.")
    }
}

extension DataPlace {
    fileprivate static func named(_ text: String) throws -> DataPlace {
        let prefix = "sqlite:"
        guard !text.hasPrefix(prefix) else { return .directory(String(text.dropFirst(prefix.count))) }
        do {
            return .database(try PostgresAddress(text))
        } catch PostgresAddressError.password {
            throw ValidationError("Everyone on this machine can read a password here; write it into ~/.pgpass.")
        } catch {
            throw ValidationError("A place is sqlite:DIR or postgres://….")
        }
    }
}
