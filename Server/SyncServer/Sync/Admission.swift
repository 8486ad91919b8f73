import SyncModel

/// Why a change cannot be taken in whatever it meets.
struct Admission {
    let device: DeviceIdentity
    let limits: Limits

    func refusal(of change: Change) -> Refusal? {
        guard device.role.mayWrite else {
            return Refusal(.forbidden, "\(device.member) may read this team's records, but not change them.")
        }
        guard change.author.isSame(as: device.member), change.device.isSame(as: device.device) else {
            return Refusal(
                .forbidden,
                "This device signs as \(device.member) on \(device.device), not as \(change.author) on \(change.device).")
        }
        guard change.json.count <= limits.changeBytes else {
            return Refusal(.tooLarge, "A change may have \(limits.changeBytes / 1024) KiB.")
        }
        return fault(of: change).map { Refusal(.invalid, $0) }
    }

    private func fault(of change: Change) -> String? {
        if change.assigns.isEmpty { return "The change assigns nothing." }
        if change.context.covers(change.dot) { return "The change claims to have seen itself." }
        if change.context[.unsent] > 0 { return "The change has something in sight that was never sent." }
        return nil
    }

    /// Why an offered state cannot be taken in.
    func refusal(of offer: ToldRecord) -> Refusal? {
        guard device.role.mayWrite else {
            return Refusal(.forbidden, "\(device.member) may read this team's records, but not change them.")
        }
        guard offer.state.context[.unsent] == 0 else {
            return Refusal(.invalid, "The state holds something that was never sent.")
        }
        return nil
    }
}

extension String {
    /// Equality of bytes: `==` takes two spellings of one letter for the same, and hashes would part.
    func isSame(as other: String) -> Bool { utf8.elementsEqual(other.utf8) }
}
