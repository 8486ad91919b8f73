import ArgumentParser
import SyncServer

struct Revoke: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "End the access of a device, or of a member with every device and open invitation.",
        discussion: "It takes effect on the next request. What was written stays, and so do the notes on their machine."
    )

    @Argument(help: "The team.")
    var team: String
    @Option(help: "The device, by its number or name.")
    var device: String?
    @Option(help: "The member.")
    var member: String?
    @OptionGroup var confirmation: Confirmation
    @OptionGroup var data: StoreOption
    @OptionGroup var json: JSONOption

    func validate() throws {
        guard (device == nil) != (member == nil) else { throw ValidationError("Say either --device or --member.") }
    }

    func run() throws {
        let name = device ?? member ?? ""
        let request: AdminRequest =
            device == nil ? .revokeMember(name: name, team: team) : .revokeDevice(name: name, team: team)
        try ShuttingOut(
            request: request, name: name, team: team, confirmation: confirmation, data: data, json: json
        ).run()
    }
}
