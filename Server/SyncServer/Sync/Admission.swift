import SyncModel

/// Why a change cannot be taken in whatever it meets.
struct Admission {
    let device: DeviceIdentity
    let limits: Limits

    /// Why nothing can be taken in from this device.
    var refusalOfWriting: Refusal? { refusalOfRole ?? refusalOfArchive }

    private var refusalOfRole: Refusal? {
        guard !device.role.mayWrite else { return nil }
        return Refusal(.forbidden, "\(device.member) may read this team's records, but not change them.")
    }

    /// Why nothing can be taken in for now from anybody; no dot is spent on that.
    var refusalOfArchive: Refusal? {
        guard device.isTeamArchived else { return nil }
        return Refusal(.archived, "The team \(device.team.name) is archived: its records may be read, but not changed.")
    }

    func refusal(of change: Change) -> Refusal? {
        if let refusal = refusalOfRole { return refusal }
        guard change.author.isSame(as: device.member), change.device.isSame(as: device.device) else {
            return Refusal(
                .forbidden,
                "This device signs as \(device.member) on \(device.device), not as \(change.author) on \(change.device)."
            )
        }
        guard change.bytesAtMost <= limits.changeBytes || change.json.count <= limits.changeBytes else {
            return Refusal(.tooLarge, "A change may have \(limits.changeBytes / 1024) KiB.")
        }
        guard !change.assigns.isEmpty else { return Refusal(.invalid, "The change assigns nothing.") }
        return nil
    }

    /// Why a record cannot become `state`. One that shrinks may, however large it is.
    func refusal(of state: RecordState, after before: RecordState) -> Refusal? {
        let size = state.heldBytes
        guard size > limits.recordBytes, size > before.heldBytes else { return nil }
        return Refusal(
            .tooLarge, "A record may hold \(limits.recordBytes / 1024) KiB, all that is unsettled in it included.")
    }
}

extension String {
    /// Equality of bytes: `==` takes two spellings of one letter for the same, and hashes would part.
    func isSame(as other: String) -> Bool { utf8.elementsEqual(other.utf8) }
}

extension Change {
    /// No fewer bytes than its line has, reckoned without writing it: most changes are far from any limit.
    fileprivate var bytesAtMost: Int {
        // A letter of a name may take six bytes, a dot or an entry of the context about forty; 512 are for all that always
        // stands there.
        let names = 6 * (author.utf8.count + device.utf8.count) + 64 * context.entries.count
        return assigns.reduce(512 + names) { sum, field in
            sum + field.key.text.utf8.count + field.content.value.json.count + 64 * (1 + field.content.replaces.count)
        }
    }
}

extension RecordState {
    /// About as many as its line in an answer has.
    fileprivate var heldBytes: Int {
        registers.reduce(0) { sum, field in
            let entries = field.content.siblings + field.content.replaced
            return sum
                + entries.reduce(field.key.text.utf8.count) { $0 + ($1.value?.json.count ?? 0) + RecordState.dotBytes }
        }
    }

    /// What a value's name and those that it replaced take, roughly.
    private static let dotBytes = 64
}
