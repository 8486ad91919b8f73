import Foundation
import GRDB
import SyncClient
import SyncModel
import TestSupport

/// A replica that nobody has used yet, made once for each client: making its tables takes longer than many a seed.
enum Blank {
    private static let contents: [Client: [String: Data]] = {
        do {
            return try Dictionary(uniqueKeysWithValues: Client.allCases.map { ($0, try made($0)) })
        } catch {
            preconditionFailure("no replica can be made here: \(error)")
        }
    }()

    static func content(for client: Client) -> [String: Data] { contents[client] ?? [:] }

    private static func made(_ client: Client) throws -> [String: Data] {
        let folder = try Folder()
        let clock = DeviceClock(FixedClock(), ClockSetting())
        let ids = ReplicaNames(seed: 0, place: 0)
        let directory = folder.path + "/replica"
        _ = try Replica.create(
            at: directory, author: "Nobody", device: "blank", client.surroundings(clock: clock, ids: ids))
        let database = try DatabaseQueue(path: directory + "/replica.sqlite")
        try database.writeWithoutTransaction { try $0.execute(sql: "PRAGMA wal_checkpoint(TRUNCATE)") }
        try database.close()
        return ReplicaFiles(directory: directory).content()
    }
}
