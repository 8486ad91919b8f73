import Foundation
import Notebook
import ReformNotes
import SyncClient
import SyncModel

extension Player {
    /// Syncs so many times over one connection.
    func sync(times: Int) throws {
        var played = Played()
        let upstream = upstream
        for _ in 0..<times { try played.measure("sync") { _ = try sync(with: upstream) } }
        try played.tell()
    }

    /// Changes a sentence at the beginning of so many notes, the first in order of their names: the same on every replica.
    func edit(from start: Int, count: Int, word: String) throws {
        var played = Played()
        for id in try ordered.dropFirst(start).prefix(count) { try played.measure("edit") { try edit(id, word) } }
        try played.tell()
    }

    private var ordered: [NoteID] {
        get throws {
            try notebook.notes(.all, limit: .max).map(\.id).sorted { $0.description < $1.description }
        }
    }

    private func edit(_ id: NoteID, _ word: String) throws {
        _ = try notebook.change(id) { $0.body = "\(word.capitalized): read again. " + $0.body }
    }

    func add(times: Int) throws {
        var played = Played()
        let item = notebook.catalogue.items[0].id
        for number in 0..<times { try played.measure("add") { _ = try notebook.add(draft(number, about: item)) } }
        try played.tell()
    }

    /// Pushes batches of notes from a file as soon as it is told to begin. A batch is written by one transaction before its
    /// time is taken.
    func push(batches: Int, of count: Int, from file: String) throws {
        var played = Played()
        var lines = try String(contentsOfFile: file, encoding: .utf8).split(separator: "\n").map { Array($0.utf8) }[...]
        let upstream = upstream
        // The first sync of a device asks for all that the team has.
        _ = try sync(with: upstream)
        try Player.sayReady()
        _ = readLine()
        for _ in 0..<batches {
            var batch = lines.prefix(count)
            lines = lines.dropFirst(count)
            _ = try notebook.importNotes { batch.popFirst() }
            try played.measure("push") {
                _ = try notebook.replica.sync(
                    with: upstream, direction: .sendOnly, random: { 0.5 }, pause: { Thread.sleep(forTimeInterval: $0) })
            }
        }
        try played.tell()
    }

    /// What screens show.
    func look(times: Int) throws {
        var played = Played()
        var query = SearchQuery()
        query.words = ["grandmother"]
        // The first search brings the index up to date.
        try played.measure("index") { _ = try notebook.search(query, limit: 1) }
        for _ in 0..<times {
            try played.measure("status") { _ = try notebook.status() }
            try played.measure("items") { _ = try notebook.items() }
            try played.measure("page") { _ = try notebook.notes(.all, limit: 50) }
            try played.measure("search") { _ = try notebook.search(query, limit: 50) }
        }
        try played.tell()
    }

    private static func sayReady() throws {
        try FileHandle.standardOutput.write(contentsOf: Data("ready\n".utf8))
    }

    private func draft(_ number: Int, about item: String) -> Note {
        Note(
            about: NoteTarget(item: item, measure: nil),
            body: "Chaired \(number) reviews this month; two plans drifted.",
            author: "", created: "")
    }

    // MARK: Two devices

    /// Changes so many notes, pushes them, and pulls them to the replica of `other`, each over a connection that is held.
    func exchange(with other: Player, times: Int, count: Int) throws {
        var played = Played()
        let (mine, others, ids) = (upstream, other.upstream, try ordered)
        for player in [(self, mine), (other, others)] { _ = try player.0.sync(with: player.1) }
        for round in 0..<times {
            for id in ids.dropFirst(round * count).prefix(count) { try edit(id, "round \(round)") }
            try played.measure("push") { _ = try sync(with: mine) }
            try played.measure("pull") { _ = try other.sync(with: others) }
        }
        try played.tell()
    }

    /// Writes a note and syncs it, now and then. A moment is the one before the note was written.
    func write(times: Int) throws {
        var played = Played()
        let (upstream, item) = (upstream, notebook.catalogue.items[0].id)
        for number in 0..<times {
            Thread.sleep(forTimeInterval: 0.1)
            played.moments.append(Clocks.now)
            _ = try notebook.add(draft(number, about: item))
            _ = try sync(with: upstream)
        }
        try played.tell()
    }

    /// Listens to the server, and syncs when there is news. A moment is the one at which a new note can be shown.
    func watch(times: Int) throws {
        var played = Played()
        let (upstream, stop) = (upstream, Stop())
        _ = try sync(with: upstream)
        let heard = DispatchSemaphore(value: 0)
        Thread.detachNewThread { [connection] in
            let events = EventStream(
                address: connection.address, team: connection.team, token: connection.token, stop: stop)
            _ = try? events.listen { _ in heard.signal() }
        }
        try Player.sayReady()
        while played.moments.count < times {
            heard.wait()
            if try sync(with: upstream).received > 0 { played.moments.append(Clocks.now) }
        }
        stop.request()
        try played.tell()
    }
}
