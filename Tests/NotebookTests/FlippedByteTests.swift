import Foundation
import ReformNotes
import SyncClient
import SyncModel
import SyncServer
import TestSupport
import Testing

@testable import Notebook

/// A disk that alters a byte of a closed replica: it has no effect, or it is found. No altered text is shown or sent, and what
/// can still be read is recovered.
@Suite struct FlippedByteTests {
    private let server: BareServer
    private let device: DeviceIdentity
    private let folder: TemporaryDirectory
    private let file: [UInt8]
    private let sound: Sightings
    private let unsent = 3

    init() throws {
        folder = try TemporaryDirectory()
        server = try BareServer(clock: FixedClock(Workplace.start))
        device = try server.join("Sam Okafor", device: "sam-laptop")
        let place = folder.appending("whole")
        try FlippedByteTests.write(place, through: server.service.session(for: device))
        file = [UInt8](try Data(contentsOf: URL(filePath: place + "/replica.sqlite")))
        let copy = folder.appending("copy")
        try FlippedByteTests.lay(file, in: copy)
        sound = Sightings(of: copy)
        #expect(sound.complaints.isEmpty && sound.isFoundSound, "\(sound.complaints)")
    }

    /// A replica with notes that were sent, edited and withdrawn, and three that wait, in one file without a log.
    private static func write(_ place: String, through session: Session) throws {
        let replica = try Replica.create(
            at: place, author: "Sam Okafor", device: "sam-laptop", Sightings.surroundings)
        let notebook = Notebook(replica: replica, catalogue: .bundled, random: Seeded(state: 5))
        var ids: [NoteID] = []
        for number in 0..<14 {
            let text = "Chaired review \(number).\n\nThe plan drifted in part \(number) of the year."
            let note = Note(
                about: NoteTarget(item: number % 2 == 0 ? Workplace.item : "regulation-44-visitors"), body: text,
                author: "", created: "", tags: ["voice"])
            ids.append(try notebook.add(note).view.id)
        }
        let team = JoinResponse(
            team: "north-shire", member: "Sam Okafor", device: "sam-laptop", serverTime: Workplace.start,
            limits: .standard)
        try replica.write { try $0.connect(team, server: "http://127.0.0.1:1") }
        _ = try replica.sync(with: session, random: { 0 }, pause: { _ in })
        for id in ids.prefix(4) { _ = try notebook.change(id) { $0.body += "\n\nSeen again." } }
        _ = try notebook.withdraw(ids[5], reason: "twice")
        _ = try replica.sync(with: session, random: { 0 }, pause: { _ in })
        _ = try notebook.search(Sightings.plan, limit: 3)
        for id in ids.suffix(2) { _ = try notebook.change(id) { $0.body = "Unsent and nowhere else." } }
        _ = try notebook.add(
            Note(about: NoteTarget(item: Workplace.item), body: "Only here so far.", author: "", created: ""))
    }

    private static func lay(_ bytes: [UInt8], in place: String) throws {
        try? FileManager.default.removeItem(atPath: place)
        try FileManager.default.createDirectory(atPath: place, withIntermediateDirectories: true)
        try Data(bytes).write(to: URL(filePath: place + "/replica.sqlite"))
    }

    /// The share of `count` that `FIELDNOTES_TEST_PERCENT` names, all where it names none.
    private func share(of count: Int) -> Int {
        let percent = ProcessInfo.processInfo.environment["FIELDNOTES_TEST_PERCENT"].flatMap { Int($0) } ?? 100
        return max(count * percent / 100, 1)
    }

    private func flipped(_ byte: Int, by mask: UInt8) throws -> String {
        var bytes = file
        bytes[byte] ^= mask
        let place = folder.appending("flipped")
        try FlippedByteTests.lay(bytes, in: place)
        return place
    }

    @Test func `a flipped byte has no effect or is found, and no altered text is shown or sent`() throws {
        var generator = SeededGenerator(seed: 18)
        let random = (0..<share(of: 900)).map { _ in Int.random(in: 0..<file.count, using: &generator) }
        for byte in Array(0..<100) + random {
            let mask = UInt8.random(in: 1...255, using: &generator)
            let seen = Sightings(of: try flipped(byte, by: mask))
            let what = "byte \(byte) ^ \(mask)"
            for (name, text) in seen.texts { #expect(sound.texts[name] == text, "\(what): \(name)") }
            #expect(seen.oddComplaints.isEmpty, "\(what): \(seen.oddComplaints)")
            let isWhole = seen.texts.count == sound.texts.count
            #expect(isWhole || !seen.complaints.isEmpty || !seen.isFoundSound, "\(what): something is missing")
        }
    }

    @Test func `whatever byte was flipped, what can be read is recovered, and the rest is counted`() throws {
        var generator = SeededGenerator(seed: 19)
        let random = (0..<share(of: 30)).map { _ in Int.random(in: 0..<file.count, using: &generator) }
        let head = [0, 18, 21, 44, 59, 60, 100, 103, 105, 108]
        for byte in head + random {
            let mask = UInt8.random(in: 1...255, using: &generator)
            let place = try flipped(byte, by: mask)
            let session = try server.restored().service.session(for: device)
            let what = "byte \(byte) ^ \(mask)"
            let (salvage, name) = try Recovery.perform(at: place, Sightings.anyOther) { recovery in
                _ = try recovery.replica.sync(with: session, random: { 0 }, pause: { _ in })
                return recovery.salvage
            }
            #expect(salvage.unsent.count + salvage.unreadable >= unsent, "\(what)")
            #expect(salvage.unsent.count >= unsent - 1 || salvage.unreadable > 0, "\(what)")
            let damaged = [UInt8](try Data(contentsOf: URL(filePath: "\(place)/\(name)")))
            #expect(damaged[byte] == file[byte] ^ mask && damaged.count == file.count, "\(what)")
            let replica = try Replica(at: place, Sightings.anyOther)
            #expect(try replica.damage() == nil, "\(what)")
            let notebook = Notebook(replica: replica, catalogue: .bundled)
            #expect(try notebook.status(limit: 0).notes >= 13, "\(what)")
        }
    }
}

/// All that can be seen of a replica, and all that it would send.
private struct Sightings {
    var texts: [String: String] = [:]
    var complaints: [any Error] = []
    /// Whether `doctor` finds nothing.
    var isFoundSound = false

    /// Those that do not say that the replica is damaged.
    var oddComplaints: [any Error] {
        complaints.filter { if case ReplicaError.damaged = $0 { false } else { true } }
    }

    static let surroundings = Notebook.surroundings(
        clock: { Workplace.start + 60_000 }, draw: { ReplicaID(bits: 77) }, purpose: "test")
    static let anyOther = Notebook.surroundings(
        clock: { Workplace.start + 120_000 }, draw: { ReplicaID(bits: .random(in: 100...UInt64.max)) },
        purpose: "test")

    static var plan: SearchQuery {
        var query = SearchQuery()
        query.words = ["plan"]
        return query
    }

    init(of place: String) {
        looking { sightings in
            let replica = try Replica(at: place, Sightings.surroundings)
            let notebook = Notebook(replica: replica, catalogue: .bundled)
            sightings.looking { try $0.look(at: notebook) }
            sightings.looking { sightings in
                let isIndexSound = try notebook.searchIndexState() != .damaged
                sightings.isFoundSound = try replica.damage() == nil && isIndexSound
            }
            sightings.looking { try $0.send(replica) }
        }
    }

    private mutating func looking(_ body: (inout Sightings) throws -> Void) {
        do { try body(&self) } catch { complaints.append(error) }
    }

    private mutating func look(at notebook: Notebook) throws {
        let lists = [NoteScope.all, .item(Workplace.item), .inConflict, .unsent]
        for (number, scope) in lists.enumerated() {
            looking { sightings in
                for note in try notebook.notes(scope, limit: 100) {
                    sightings.texts["list \(number) \(note.id)"] = "\(note)"
                }
            }
        }
        looking { sightings in
            let hits = try notebook.search(Sightings.plan, limit: 100)
            for hit in hits.notes { sightings.texts["hit \(hit.summary.id)"] = "\(hit)" }
        }
        looking { sightings in
            var bytes: [UInt8] = []
            _ = try notebook.export(ExportChoice()) { bytes += $0 }
            let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n")
            // Header and footer count the lines, and a line that is missing is another matter.
            for line in lines.dropFirst().dropLast() { sightings.texts["export \(line.prefix(60))"] = String(line) }
        }
        var ids: [NoteID] = []
        try notebook.replica.read { reader in
            try NoteKeys(item: nil, since: nil, status: nil, reader).forEach { ids.append($0) }
        }
        for id in ids {
            looking { $0.texts["note \(id)"] = try notebook.note(id).map { "\($0)" } }
            looking { try $0.look(atHistoryOf: id, in: notebook) }
        }
    }

    /// Value by value, for one that is missing is another matter here too.
    private mutating func look(atHistoryOf id: NoteID, in notebook: Notebook) throws {
        for revision in try notebook.history(of: id)?.revisions ?? [] {
            for (field, assignment) in revision.assigns {
                texts["log \(id) \(revision.stamp) \(field.text)"] = "\(revision.author): \(assignment)"
            }
        }
    }

    private mutating func send(_ replica: Replica) throws {
        let ear = Ear()
        do { _ = try replica.sync(with: ear, random: { 0 }, pause: { _ in }) } catch is UpstreamError {}
        for change in ear.heard { texts["sent \(change.record)"] = "\(change)" }
    }

    /// A server that hears what it is sent and does not answer.
    private final class Ear: Upstream {
        var heard: [Change] = []

        func sync(_ request: SyncRequest) throws -> SyncAnswer {
            heard += request.changes
            throw UpstreamError.unreachable("silent", isConnected: false)
        }
    }
}
