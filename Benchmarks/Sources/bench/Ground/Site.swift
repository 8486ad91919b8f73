import Foundation

/// A team's server on this machine, and the devices that joined it.
final class Site {
    let folder: String
    let log: String
    private let server: Child
    private let address: String
    private var devices = 0

    private static let team = "bench"

    init(in folder: String) throws {
        self.folder = folder
        log = folder + "/log"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        _ = try Child.run(Programs.server, ["team", "create", Site.team, "--data", folder + "/server"], log: log)
        // A device asks for more in a second here than a person's would in a day.
        server = try Child(
            Programs.server,
            ["serve", "--data", folder + "/server", "--listen", "127.0.0.1:0", "--device-rate", "250000"], log: log)
        let words = try server.line().split(separator: " ")
        guard let address = words.last, address.hasPrefix("http://") else { throw Failure("the server did not begin") }
        self.address = String(address)
    }

    /// The seconds of CPU that the server has used so far.
    var cpu: Double { server.cpu }
    var peakMegabytes: Double { server.peakMegabytes }
    var port: UInt16 { address.split(separator: ":").last.flatMap { UInt16($0) } ?? 0 }

    /// A device with an empty replica: it has joined, and fetched nothing yet.
    func device() throws -> Device {
        devices += 1
        let name = "Writer \(devices)"
        let said = try Child.run(
            Programs.server,
            ["invite", Site.team, "--name", name, "--address", address, "--data", folder + "/server", "--json"],
            log: log
        ).said
        let invitation = try JSONDecoder().decode(Invited.self, from: Data(said.utf8)).data.invite
        let device = Device(folder: "\(folder)/device-\(devices)", log: log)
        try device.play("join", invitation)
        return device
    }

    func stop() throws {
        try server.stop()
        try FileManager.default.removeItem(atPath: folder)
    }
}

/// What the server says to whoever asks it for an invitation.
private struct Invited: Decodable {
    struct Answer: Decodable { let invite: String }
    let data: Answer
}
