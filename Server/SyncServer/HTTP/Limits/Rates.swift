import SyncModel
import Synchronization

/// Who has asked how often: devices by their token's hash, and whoever has shown no token that holds by where they are.
///
/// Only what failed counts against a place, for many people may share one. A device that the server knows is let in from
/// anywhere, so that nobody's failures shut out their neighbours.
final class Rates: Sendable {
    /// More than these are not remembered one by one; the rest share one measure.
    private static let knownMax = 20_000

    private struct State {
        var devices: [[UInt8]: TokenBucket] = [:]
        var places: [String: TokenBucket] = [:]
    }

    private let limits: RateLimits
    private let clock: @Sendable () -> Int64
    private let state = Mutex(State())

    /// - Parameter clock: milliseconds.
    init(_ limits: RateLimits, clock: @escaping @Sendable () -> Int64) {
        self.limits = limits
        self.clock = clock
    }

    /// Lets a request pass that shows the token with this hash, before it is known whether that holds.
    /// - Throws: `UpstreamError.busy`.
    func admit(tokenHash: [UInt8], from place: String?) throws {
        let now = clock()
        let wait: Int? = state.withLock { state in
            guard var bucket = state.devices[tokenHash] else { return Rates.wait(at: place, in: &state.places, now) }
            let wait = bucket.wait(now: now)
            if wait == nil { bucket.take(now: now) }
            state.devices[tokenHash] = bucket
            return wait
        }
        try Rates.check(wait)
    }

    /// Lets a request pass that shows no token.
    /// - Throws: `UpstreamError.busy`.
    func admit(from place: String?) throws {
        let now = clock()
        try Rates.check(state.withLock { Rates.wait(at: place, in: &$0.places, now) })
    }

    /// The token with this hash holds.
    func succeeded(tokenHash: [UInt8]) {
        let (now, rate) = (clock(), limits.device)
        state.withLock { state in
            guard state.devices[tokenHash] == nil else { return }
            Rates.makeRoom(in: &state.devices, now)
            guard state.devices.count < Rates.knownMax else { return }
            var bucket = TokenBucket(rate, now: now)
            bucket.take(now: now)
            state.devices[tokenHash] = bucket
        }
    }

    /// What was shown from this place does not hold.
    func failed(from place: String?) {
        guard let place else { return }
        let (now, rate) = (clock(), limits.place)
        state.withLock { state in
            Rates.makeRoom(in: &state.places, now)
            let isKnown = state.places[place] != nil || state.places.count < Rates.knownMax
            state.places[isKnown ? place : Rates.elsewhere, default: TokenBucket(rate, now: now)].take(now: now)
        }
    }

    /// Where those are whom there is no room to remember.
    private static let elsewhere = "elsewhere"

    private static func wait(at place: String?, in places: inout [String: TokenBucket], _ now: Int64) -> Int? {
        guard let place else { return nil }
        return places[places[place] == nil ? elsewhere : place]?.wait(now: now)
    }

    /// Forgets, where there is no room for one more, those who have not asked for a while.
    private static func makeRoom<Key>(in buckets: inout [Key: TokenBucket], _ now: Int64) {
        guard buckets.count >= knownMax else { return }
        buckets = buckets.filter { entry in
            var bucket = entry.value
            return !bucket.isFull(now: now)
        }
    }

    private static func check(_ wait: Int?) throws {
        guard let wait else { return }
        throw UpstreamError.busy(
            retryAfterSeconds: wait, Problem(.tooManyRequests, "Too much was asked for. Wait \(wait) s, and ask again.")
        )
    }
}

/// How often may be asked.
public struct RateLimits: Hashable, Sendable {
    /// By one device.
    public var device = Rate(perMinute: 60, burst: 240)
    /// In vain, from one address: with a token or an invitation that does not hold.
    public var place = Rate(perMinute: 10, burst: 10)

    public init() {}
}
