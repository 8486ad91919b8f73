import ArgumentParser
import SyncServer

struct DeviceVerbs: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "device", abstract: "See a team's devices.", subcommands: [List.self])

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "List a team's devices, those that were shut out among them.",
            discussion: "The last contact is told to within five minutes. `revoke` ends a device's access.")

        @Argument(help: "The team.")
        var team: String
        @OptionGroup var data: StoreOption
        @OptionGroup var json: JSONOption

        func run() throws {
            guard case .devices(let devices) = try data.ask(.devices(team: team)) else { return }
            if json.isWanted { return Output.answer("devices", devices.map(DeviceAnswer.init)) }
            let rows = devices.map { device in
                [
                    String(device.number), device.device, device.member, Time.day(device.seen, or: "never"),
                    device.program ?? "-", Time.day(device.revoked, or: "-"),
                ]
            }
            let columns = Columns("NUMBER", "DEVICE", "MEMBER", "LAST CONTACT", "PROGRAM", "SHUT OUT", rows: rows)
            for line in columns.lines { Output.say(line) }
        }
    }
}

/// A device as scripts read it.
struct DeviceAnswer: Encodable {
    let number: Int64
    let device: String
    let member: String
    let joined: String
    let lastContact: String?
    let program: String?
    let revoked: String?

    init(_ standing: DeviceStanding) {
        number = standing.number
        device = standing.device
        member = standing.member
        joined = Time.text(standing.joined)
        lastContact = standing.seen.map(Time.text)
        program = standing.program
        revoked = standing.revoked.map(Time.text)
    }
}
