import SyncModel

/// Why a change cannot be taken in whatever it meets.
struct Admission {
    let device: DeviceIdentity
    let limits: Limits

    /// Why nothing can be taken in from this device.
    var refusalOfWriting: Refusal? {
        guard !device.role.mayWrite else { return nil }
        return Refusal(.forbidden, "\(device.member) may read this team's records, but not change them.")
    }

    func refusal(of change: Change) -> Refusal? {
        if let refusal = refusalOfWriting { return refusal }
        guard change.author.isSame(as: device.member), change.device.isSame(as: device.device) else {
            return Refusal(
                .forbidden,
                "This device signs as \(device.member) on \(device.device), not as \(change.author) on \(change.device)."
            )
        }
        guard change.json.count <= limits.changeBytes else {
            return Refusal(.tooLarge, "A change may have \(limits.changeBytes / 1024) KiB.")
        }
        guard !change.assigns.isEmpty else { return Refusal(.invalid, "The change assigns nothing.") }
        return nil
    }
}

extension String {
    /// Equality of bytes: `==` takes two spellings of one letter for the same, and hashes would part.
    func isSame(as other: String) -> Bool { utf8.elementsEqual(other.utf8) }
}
