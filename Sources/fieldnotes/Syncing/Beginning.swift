import Notebook
import ReformNotes
import SyncClient
import SyncModel

/// What is said when a replica was set up: where it stands, and what can be done now.
struct Beginning {
    private let notebook: Notebook
    private let places: Places

    init(replica: Replica, _ places: Places) {
        notebook = Notebook(replica: replica, catalogue: .bundled)
        self.places = places
    }

    /// Of a replica that works alone.
    func answer() throws -> Answer {
        let identity = try notebook.replica.read { $0.identity }
        let items = Plural.count(notebook.catalogue.items.count, "reform item")
        return .report(
            "init", json(identity, notes: 0),
            [
                Line(Span("Ready  ", .good))
                    + Line("\(items). Everything works without a connection; nothing is sent anywhere."),
                next,
            ])
    }

    /// Of a replica that joined a team: fetches the team's notes. That the device joined holds even if they do not come.
    func answer(_ first: SyncRun) throws -> Answer {
        var warnings: [Complaint] = []
        do {
            _ = try first.perform()
        } catch {
            warnings.append(Complaint(about: error))
        }
        let identity = try notebook.replica.read { $0.identity }
        let notes = try notebook.status(limit: 0).notes
        let place = "\(identity.team ?? "") at \(first.connection.host) · device \"\(identity.device)\""
        let ready =
            "\(Plural.count(notebook.catalogue.items.count, "reform item")), \(Plural.count(notes, "team note")). "
            + "Everything from here on works without a connection."
        var answer = Answer.report(
            "init", json(identity, notes: notes),
            [
                Line(Span("Team   ", .bold)) + Line(place), Line(Span("Ready  ", .good)) + Line(ready), next,
                Beginning.care,
            ])
        answer.warnings = warnings
        return answer
    }

    private var next: Line { Line(Span("Next:  ", .bold)) + "fieldnotes items · fieldnotes add iro" }

    private static let care: Line =
        "Team notes are read by colleagues and may be published in a response. Leave out anything that identifies a child."

    private func json(_ identity: Identity, notes: Int) -> JSON {
        [
            "team": .text(perhaps: identity.team), "server": .text(perhaps: identity.server),
            "author": .text(identity.author), "device": .text(identity.device),
            "replica": .text(identity.id.description), "directory": .text(places.replica),
            "items": .number(notebook.catalogue.items.count), "notes": .number(notes),
        ]
    }
}
