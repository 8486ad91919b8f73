import Foundation
import SyncClient
import Synchronization

/// Devices that wait for news and get none.
struct Streams {
    /// As many as a device may have.
    static let perDevice = 4
    private static let patienceSeconds = 60.0

    let ground: Ground
    let count: Int

    init(on ground: Ground, count: Int) {
        (self.ground, self.count) = (ground, count)
    }

    func measure(into figures: inout Figures) throws {
        ground.server.end()
        try ground.server.begin()
        let before = ground.server.megabytes
        let stop = Stop()
        let opened = Opened()
        let streams = try (0..<count).map { try ground.events($0 / Streams.perDevice, until: stop) }
        let listeners = Crowd.begin(streams) { number, stream in
            _ = try? stream.listen { _ in opened.note(number) }
        }
        let start = ContinuousClock.now
        while opened.count < count, start.age < Streams.patienceSeconds {
            Thread.sleep(forTimeInterval: 0.1)
        }
        figures.streams = opened.count
        figures.streamsMb = ground.server.megabytes - before
        figures.serverWithStreamsMb = ground.server.megabytes
        figures.errors += count - opened.count
        stop.request()
        listeners.wait()
    }
}

/// The streams that told something.
private final class Opened: Sendable {
    private let numbers = Mutex(Set<Int>())

    func note(_ number: Int) { numbers.withLock { _ = $0.insert(number) } }

    var count: Int { numbers.withLock { $0.count } }
}
