public import ServiceLifecycle

/// Looks for what other processes did to a database that this one shares with them: how far teams have come, and whose access
/// ended. Whoever waits here hears of it half a second late at most.
///
/// PostgreSQL could tell by itself, by NOTIFY, but would take one lock for all teams at each commit that does.
public struct Lookout: Service {
    private static let pause = Duration.milliseconds(500)

    private let service: SyncService
    private let events: EventStreams
    private let workers = Workers()

    /// - Parameter events: the listener that `service` was made with.
    public init(service: SyncService, events: EventStreams) {
        self.service = service
        self.events = events
    }

    public func run() async throws {
        try? await cancelWhenGracefulShutdown {
            while true {
                try await Task.sleep(for: Lookout.pause)
                // Where the database is out of reach just now, those who wait have missed nothing, and the next look may do.
                try? await look()
            }
        }
    }

    func look() async throws {
        let (teams, devices) = events.watched
        guard !devices.isEmpty else { return }
        let service = service
        let (heads, ended) = try await workers.run {
            try service.store.read { (try $0.heads(of: teams), try $0.revoked(among: devices)) }
        }
        events.learn(heads)
        for device in ended { events.accessEnded(of: device) }
    }
}
