public import ServiceLifecycle
import Synchronization

/// The devices that wait for news of their team, each at the end of a stream.
///
/// A wake-up says nothing: whoever is woken looks at how far the head has come. So a slow reader misses nothing that still
/// matters, and nothing piles up for it.
public final class EventStreams: ServiceListener, Service {
    /// How often a silent stream is written to, so that a reader who is gone is noticed.
    private static let beat = Duration.seconds(15)
    /// How many streams one device may have open. It needs one; a connection that broke may stand a while beside the next.
    static let streamsMax = 4

    struct Watcher {
        let team: Int64
        let device: Int64
        let wakeUps: AsyncStream<Void>.Continuation
    }

    struct State {
        var watchers: [Int: Watcher] = [:]
        var count = 0
        var isClosed = false
        /// How far each team's order has come, as far as this process has heard.
        var heads: [Int64: UInt64] = [:]

        /// Where the watcher is kept, and those of the same device that must go for it, the oldest; no place where all end.
        mutating func add(_ watcher: Watcher) -> (place: Int?, surplus: [Watcher]) {
            guard !isClosed else { return (nil, []) }
            let places = watchers.filter { $0.value.device == watcher.device }.keys.sorted()
            let surplus = places.dropLast(EventStreams.streamsMax - 1).compactMap { watchers.removeValue(forKey: $0) }
            count += 1
            watchers[count] = watcher
            return (count, surplus)
        }
    }

    let state = Mutex(State())

    public init() {}

    /// Wake-ups for `device`; they end when its access does, when it opens too many more, or the server stops.
    func wakeUps(for device: DeviceIdentity) -> AsyncStream<Void> {
        let (stream, continuation) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
        let watcher = Watcher(team: device.team.id, device: device.id, wakeUps: continuation)
        let (place, surplus) = state.withLock { $0.add(watcher) }
        // Outside the lock, which an ending stream takes.
        for watcher in surplus { watcher.wakeUps.finish() }
        guard let place else {
            continuation.finish()
            return stream
        }
        continuation.onTermination = { [weak self] _ in
            self?.state.withLock { $0.watchers[place] = nil }
        }
        return stream
    }

    /// Whether the server is about to stop.
    var isClosed: Bool { state.withLock { $0.isClosed } }

    /// How many devices wait.
    var count: Int { state.withLock { $0.watchers.count } }

    /// How far the team's order has come, where `known` has been read of it.
    func head(of team: Team, atLeast known: UInt64) -> UInt64 {
        state.withLock { max(known, $0.heads[team.id] ?? 0) }
    }

    public func headMoved(of team: Team, to sequence: UInt64) { learn([team.id: sequence]) }

    /// Wakes those who wait for teams that have come further than was known.
    func learn(_ heads: [Int64: UInt64]) {
        let woken = state.withLock { state in
            // Two pushes may tell of their heads in either order.
            let moved = heads.filter { $0.value > state.heads[$0.key] ?? 0 }
            state.heads.merge(moved) { $1 }
            return state.watchers.values.filter { moved[$0.team] != nil }
        }
        for watcher in woken { watcher.wakeUps.yield() }
    }

    /// The teams and the devices that someone waits for.
    var watched: (teams: [Int64], devices: [Int64]) {
        state.withLock { state in
            (Set(state.watchers.values.map(\.team)).sorted(), state.watchers.values.map(\.device).sorted())
        }
    }

    public func accessEnded(of device: Int64) {
        let ended = state.withLock { state in state.watchers.values.filter { $0.device == device } }
        for watcher in ended { watcher.wakeUps.finish() }
    }

    /// Keeps the streams awake until the server is told to stop, and then ends them.
    public func run() async throws {
        try? await cancelWhenGracefulShutdown {
            while true {
                try await Task.sleep(for: EventStreams.beat)
                for watcher in self.state.withLock({ Array($0.watchers.values) }) { watcher.wakeUps.yield() }
            }
        }
        let ended = state.withLock { state in
            state.isClosed = true
            return Array(state.watchers.values)
        }
        for watcher in ended { watcher.wakeUps.finish() }
    }
}
