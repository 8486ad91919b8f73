import ArgumentParser
import SyncServer

struct Revoke: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "End the access of a device, or of a member with every device and open invitation.",
        discussion: "It takes effect on the next request. What was written stays, and so do the notes on their machine."
    )

    @Argument(help: "The team.")
    var team: String
    @Option(help: "The device, by its name or number.")
    var device: String?
    @Option(help: "The member.")
    var member: String?
    @OptionGroup var data: StoreOption
    @OptionGroup var json: JSONOption

    func validate() throws {
        guard (device == nil) != (member == nil) else { throw ValidationError("Say either --device or --member.") }
    }

    func run() throws {
        guard let request, case .revoked(let devices) = try data.ask(request) else { return }
        if json.isWanted { return Output.answer("revoke", ["devices": devices]) }
        if devices.isEmpty { return Output.say("No device had access; open invitations were taken back.") }
        Output.say("Ended the access of \(devices.joined(separator: ", ")) to \(team).")
        Output.say("Notes that were not sent yet stay on their machine.")
    }

    private var request: AdminRequest? {
        device.map { .revokeDevice(name: $0, team: team) } ?? member.map { .revokeMember(name: $0, team: team) }
    }
}
