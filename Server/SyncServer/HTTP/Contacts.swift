import HTTPTypes
import Hummingbird
import Synchronization

/// When each device last asked for something, and with which program: for the administrator, to within some minutes.
final class Contacts: Sendable {
    /// So often at most a device's contact is written down; each is one more commit.
    private static let intervalMilliseconds: Int64 = 300_000

    private let service: SyncService
    /// When each was written down last by this process, milliseconds since 1970.
    private let noted = Mutex<[Int64: Int64]>([:])

    init(service: SyncService) {
        self.service = service
    }

    /// Notes that `device` asks for something, unless that was written down lately.
    func note(_ device: DeviceIdentity, _ request: Request, _ workers: Workers) async throws {
        let (now, service) = (service.clock(), service)
        let isDue = noted.withLock { noted in
            if let last = noted[device.id], now - last < Contacts.intervalMilliseconds { return false }
            noted[device.id] = now
            return true
        }
        guard isDue, !device.isRevoked else { return }
        let program = Contacts.program(request.headers[.userAgent])
        try await workers.run {
            // Nobody is turned away because a full disk does not take this.
            try? service.store.write { try $0.note(contactWith: device.id, by: program, at: now) }
        }
    }

    /// What a client calls itself, as in `fieldnotes/1.0.0`; nil for what is longer, or no name and number.
    private static func program(_ field: String?) -> String? {
        guard let word = field?.split(separator: " ").first, word.utf8.count <= 40,
            word.wholeMatch(of: /[a-z-]+\/[0-9.]+/) != nil
        else { return nil }
        return String(word)
    }
}
