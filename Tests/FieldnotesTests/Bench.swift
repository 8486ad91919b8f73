import ArgumentParser
import FoundationEssentials
import Notebook
import ReformNotes
import SyncClient

@testable import fieldnotes

/// A desk with an empty replica of its own, on a disk that is cleared afterwards.
final class Bench {
    let desk: Desk
    let notebook: Notebook
    private let folder = "/tmp/fieldnotes-bench-\(UInt64.random(in: 0...(.max)))"

    var finder: Finder { Finder(desk: desk, notebook: notebook) }

    init() {
        do {
            let replica = try Replica.create(
                at: folder, author: "Sam Okafor", device: "laptop", Desk.surroundings(for: "test"))
            notebook = Notebook(replica: replica, catalogue: .bundled)
            desk = Desk(options: try Options.parse(["-C", folder, "-q"]), environment: Environment([:]))
        } catch {
            fatalError("no bench to work at: \(error)")
        }
    }

    deinit { try? FileManager.default.removeItem(atPath: folder) }

    func add(_ body: String, about item: String = "independent-reviewing-officers") throws -> Saved {
        try notebook.add(Note(about: NoteTarget(item: item), body: body, author: "", created: "", tags: ["voice"]))
    }
}
