import Foundation
import SyncClient
import SyncModel

/// One device and the person who uses it.
final class Place {
    let number: Int
    /// The place at which its replica was first made; its own where it is no copy.
    let home: Int
    let client: Client
    let clock: DeviceClock
    let files: ReplicaFiles
    let ids: ReplicaNames
    let person: String
    let device: String
    /// The hash of the token by which the server knows this device.
    var token: [UInt8]
    /// What is open on the screen, with what was in sight when it was opened.
    var editors: [Editor] = []
    /// A copy that the owner keeps somewhere.
    var copy: [String: Data]?
    /// How many syncs run here, one within another.
    var syncs = 0
    /// Counts how often this file became another one's past: what a server told before says nothing about it now.
    var life = 0
    private var programs: [Int: Program] = [:]

    init(
        _ number: Int, home: Int, client: Client, clock: DeviceClock, directory: String, ids: ReplicaNames,
        person: String, device: String, token: [UInt8]
    ) {
        self.number = number
        self.home = home
        self.client = client
        self.clock = clock
        self.ids = ids
        self.person = person
        self.device = device
        self.token = token
        files = ReplicaFiles(directory: directory)
    }

    /// The process of that number, started where it does not run.
    func program(_ process: Int = 0) throws -> Program {
        if let running = programs[process], !running.fuse.isBlown { return running }
        let program = try Program(client, at: files.directory, clock: clock, ids: ids)
        programs[process] = program
        return program
    }

    /// Ends every process. One that is in the middle of something goes on to its end, and is not asked again.
    func close() { programs = [:] }
}
