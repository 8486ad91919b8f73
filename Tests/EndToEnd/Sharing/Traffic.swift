import SyncModel
import TestPostgres
import Testing

/// Devices that write and read all the while at the servers of one database, and what they can say of it afterwards.
struct Traffic {
    private static let writersPerServer = 8
    private static let readerCount = 3

    private let writers: [PushingDevice]
    private let readers: [ReadingDevice]
    /// Held, for a server ends with whoever holds it last, and another one may come to answer at its port.
    private let servers: [ServerProcess]

    init(of team: Team, at servers: [ServerProcess]) throws {
        self.servers = servers
        func pass(_ number: Int) throws -> DevicePass {
            try DevicePass(team.invitation(for: "Sam Okafor"), as: "device \(number)", at: servers)
        }
        let writerCount = servers.count * Traffic.writersPerServer
        writers = try (1...writerCount).map { PushingDevice(try pass($0), number: $0) }
        readers = try (1...Traffic.readerCount).map { ReadingDevice(try pass(writerCount + $0), number: $0 + 1 << 20) }
    }

    /// Lets all write and read while `trouble` lasts. When this returns, every change that was sent has been answered for,
    /// and the readers have read to the end.
    func flow(while trouble: () throws -> Void) rethrows {
        let (writing, reading) = (Crew(), Crew())
        for reader in readers { reading.start { reader.read(until: $0) } }
        for writer in writers { writing.start { writer.write(until: $0) } }
        defer {
            writing.callOff()
            reading.callOff()
        }
        try trouble()
    }

    /// What was told of devices' changes and what was told to them, that should not have been.
    var complaints: [String] { writers.flatMap(\.complaints) + readers.flatMap(\.complaints) }

    var acknowledged: [Change] { writers.flatMap(\.acknowledged) }
    /// How often a change was sent again because no answer came.
    var repetitions: Int { writers.reduce(0) { $0 + $1.repetitions } }
    var pages: Int { readers.reduce(0) { $0 + $1.pages } }

    /// The acknowledged changes of which some reader was never told, though it has read to the end.
    var missed: [Dot] {
        acknowledged.filter { change in
            readers.contains { !($0.told[change.record]?.covers(change.dot) ?? false) }
        }.map(\.dot)
    }

    /// Expects that ledger, readers and database agree to the last change: nothing missing, and nothing there twice.
    func expectAgreement(
        _ story: String, in database: PostgresDatabase, sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        #expect(complaints.isEmpty, "\(story)", sourceLocation: sourceLocation)
        #expect(missed.isEmpty, "\(story)", sourceLocation: sourceLocation)
        let kept = try database.run("SELECT replica, n FROM fieldnotes.change WHERE refusal IS NULL")
        let ledger = acknowledged.map { "\($0.dot.replica.bits)|\($0.dot.n)" }
        #expect(
            kept.split(separator: "\n").map(String.init).sorted() == ledger.sorted(), "\(story)",
            sourceLocation: sourceLocation)
        let doubled = try database.run(
            """
            SELECT key FROM fieldnotes.record WHERE revision <> (SELECT count(*) FROM fieldnotes.change
                WHERE (change.team, change.collection, change.key) = (record.team, record.collection, record.key))
            """)
        #expect(doubled.isEmpty, "\(story)", sourceLocation: sourceLocation)
    }
}
