import ArgumentParser
import Notebook
import SyncClient
import SyncModel

/// Tells under which names this device writes, and for which team.
struct WhoAmI: Verb {
    static let configuration = CommandConfiguration(
        commandName: "whoami", abstract: "Your name, this device, and the team it writes for.")

    @OptionGroup var options: Options

    func answer(at desk: Desk) throws -> Answer {
        let (identity, teamID) = try desk.notebook(for: "whoami").replica.read { ($0.identity, try $0.teamID()) }
        let place = try desk.places().replica
        let rows: [(String, String?)] = [
            ("author", identity.author), ("device", identity.device), ("team", identity.team),
            ("teamID", teamID), ("server", identity.server), ("replica", identity.id.description), ("directory", place),
        ]
        return Answer(
            "whoami", .object(rows.map { ($0.0, .text(perhaps: $0.1)) }), rows: rows.map { [$0.0, $0.1 ?? ""] }
        ) { columns in
            rows.flatMap { name, value in
                (Line(name, .faint).padded(to: 11) + Line(value ?? "none")).wrapped(to: columns, indent: 11)
            }
        }
    }
}
