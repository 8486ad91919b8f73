import SyncModel
import TestSupport

@testable import SyncClient

/// A server that is about to be pushed to, as often as it is asked for.
final class PushStage {
    private let folder: TemporaryDirectory
    private let files: Stillness
    /// Sam's, which has every outcome in it.
    let request: SyncRequest
    /// Priya's, of one change that meets nobody else's.
    let later: SyncRequest

    init() throws {
        folder = try TemporaryDirectory()
        let office = Office(on: Disk(in: folder, seed: 1), seed: 1)
        let sam = Laptop("Sam", on: try Disk(seed: 2), seed: 2)
        let priya = Laptop("Priya", on: try Disk(seed: 3), seed: 3)
        try ReplicaStage.disagree(sam, on: office.session(of: "Sam"), priya, on: office.session(of: "Priya"))
        request = try PushStage.request(of: sam)
        try priya.write("Later words.", to: "z")
        later = try PushStage.request(of: priya)
        office.close()
        files = try Stillness(of: office.directory)
    }

    private static func request(of laptop: Laptop) throws -> SyncRequest {
        try laptop.replica.write { try $0.gather(.standard, sends: true, offers: false) }.request
    }

    /// The server as it was before, on a disk of its own.
    func office() throws -> Office {
        try files.putBack()
        return Office(on: Disk(in: folder, seed: 1), seed: 1)
    }
}
