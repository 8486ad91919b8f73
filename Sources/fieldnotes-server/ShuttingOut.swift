import SyncServer

/// The end of somebody's access, as it is asked for, agreed to, and told.
struct ShuttingOut {
    let request: AdminRequest
    /// The device or the member, as it was typed.
    let name: String
    let team: String
    let confirmation: Confirmation
    let data: StoreOption
    let json: JSONOption

    func run() throws {
        try confirmation.ask("This ends the access of \(name) to \(team).", name: name)
        guard case .revoked(let revocation) = try data.ask(request, isRehearsal: confirmation.dryRun) else { return }
        if json.isWanted { return Output.answer("revoke", revocation) }
        guard !revocation.devices.isEmpty else {
            return Output.say("No device had access; open invitations \(isWould ? "would be" : "were") taken back.")
        }
        let devices = revocation.devices.joined(separator: ", ")
        Output.say("\(isWould ? "Would end" : "Ended") the access of \(devices) to \(team), from the next request on.")
        Output.say("Notes that were not sent yet stay on their machine\(conflicts(revocation.conflicts)).")
    }

    private var isWould: Bool { confirmation.dryRun }

    private func conflicts(_ count: Int) -> String {
        count == 0 ? "" : "; \(Count.of(count, "conflict")) \(count == 1 ? "names" : "name") them"
    }
}
