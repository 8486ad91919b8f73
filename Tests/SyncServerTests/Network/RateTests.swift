import HTTPTypes
import HummingbirdTesting
import SyncModel
import TestSupport
import Testing

@testable import SyncServer

/// How often may be asked, by whom.
@Suite struct RateTests {
    @Test func `a measure is taken out one by one, and fills with time up to its brim`() {
        var bucket = TokenBucket(Rate(perMinute: 60, burst: 3), now: 0)
        func wait(_ now: Int64) -> Int? { bucket.wait(now: now) }
        func isFull(_ now: Int64) -> Bool { bucket.isFull(now: now) }
        for _ in 0..<3 {
            #expect(wait(0) == nil)
            bucket.take(now: 0)
        }
        #expect(wait(0) == 1)
        #expect(wait(999) == 1)
        #expect(wait(1_001) == nil)
        #expect(!isFull(2_900))
        #expect(isFull(60_000))
        for _ in 0..<3 { bucket.take(now: 60_000) }
        #expect(wait(60_000) == 1)
    }

    @Test func `a clock that runs backwards gives nothing, and takes nothing away`() {
        var bucket = TokenBucket(Rate(perMinute: 60, burst: 1), now: 1_000_000)
        func wait(_ now: Int64) -> Int? { bucket.wait(now: now) }
        bucket.take(now: 1_000_000)
        #expect(wait(0) == 1)
        #expect(wait(1_001) == nil)
    }

    private var door: FrontDoor {
        var door = FrontDoor()
        door.rates.device = Rate(perMinute: 6, burst: 3)
        door.rates.place = Rate(perMinute: 10, burst: 2)
        return door
    }

    @Test(.timeLimit(.minutes(1))) func `a device that asks too often is told how long to wait`() async throws {
        try await WithServer(door: door) { server in
            for _ in 0..<3 {
                #expect(try await server.get("/v1/teams/north-shire/records/note/a1/history").status == .ok)
            }
            let answer = try await server.get("/v1/teams/north-shire/records/note/a1/history")
            #expect(answer.status == .tooManyRequests)
            #expect(answer.headers[.retryAfter] == "10")
            #expect(try server.problem(answer).code == .tooManyRequests)
            server.memory.clock.advance(milliseconds: 10_001)
            #expect(try await server.get("/v1/teams/north-shire/records/note/a1/history").status == .ok)
        }
    }

    private func rates(_ clock: FixedClock) -> Rates { Rates(door.rates, clock: { clock.now }) }

    /// How long `admit` asks to wait; nil where it lets pass.
    private func wait(_ admit: () throws -> Void) -> Int? {
        do {
            try admit()
            return nil
        } catch {
            guard case UpstreamError.busy(let seconds, let problem?) = error, problem.code == .tooManyRequests else {
                return -1
            }
            return seconds
        }
    }

    @Test func `a place from which tokens and invitations are guessed is told how long to wait`() {
        let clock = FixedClock()
        let rates = rates(clock)
        for place in ["192.0.2.7", "192.0.2.8"] {
            for _ in 0..<2 {
                #expect(wait { try rates.admit(tokenHash: [1], from: place) } == nil)
                rates.failed(from: place)
            }
            #expect(wait { try rates.admit(tokenHash: [2], from: place) } == 6)
            #expect(wait { try rates.admit(from: place) } == 6)
        }
        #expect(wait { try rates.admit(from: "192.0.2.9") } == nil)
        clock.advance(milliseconds: 6_001)
        #expect(wait { try rates.admit(from: "192.0.2.7") } == nil)
    }

    @Test func `a device that the server knows is not shut out by its neighbours' guesses`() {
        let rates = rates(FixedClock())
        rates.succeeded(tokenHash: [7])
        for _ in 0..<9 { rates.failed(from: "192.0.2.7") }
        #expect(wait { try rates.admit(tokenHash: [7], from: "192.0.2.7") } == nil)
        #expect(wait { try rates.admit(tokenHash: [8], from: "192.0.2.7") } != nil)
    }

    @Test func `more places than can be remembered share one measure`() {
        let rates = rates(FixedClock())
        for number in 0..<20_001 { rates.failed(from: "\(number)") }
        #expect(wait { try rates.admit(from: "1") } == nil)
        #expect(wait { try rates.admit(from: "a stranger") } == nil)
        rates.failed(from: "another stranger")
        #expect(wait { try rates.admit(from: "a stranger") } != nil)
    }

    static let told: [(peer: String?, told: String?, place: String?)] = [
        ("192.0.2.7", nil, "192.0.2.7"), ("192.0.2.7", "198.51.100.1", "192.0.2.7"),
        ("127.0.0.1", "198.51.100.1", "198.51.100.1"), ("127.0.0.1", "203.0.113.5, 198.51.100.1", "198.51.100.1"),
        ("::ffff:127.0.0.1", "198.51.100.1", "198.51.100.1"), ("127.0.0.1", "", "127.0.0.1"),
        ("127.0.0.1", "unknown", "127.0.0.1"), (nil, "198.51.100.1", nil),
    ]

    @Test(arguments: told)
    func `who asks through a proxy is known by the proxy's last word, and by no one else's`(
        peer: String?, told: String?, place: String?
    ) {
        #expect(Place.of(peer, told: told, proxies: ["127.0.0.1"]) == place)
    }

    static let named: [(address: String, place: String?)] = [
        ("192.0.2.7", "192.0.2.7"), ("::ffff:192.0.2.7", "192.0.2.7"), ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2::9", "2001:db8:1:2::/64"), ("unknown", nil), ("", nil), ("192.0.2.7:80", nil),
    ]

    @Test(arguments: [("0:0::1", "::1"), ("::FFFF:10.0.0.9", "10.0.0.9"), ("2001:DB8::a", "2001:db8:0:0:0:0:0:A")])
    func `an address is the same in every spelling`(one: String, other: String) {
        #expect(Place.plain(one) != nil && Place.plain(one) == Place.plain(other))
    }

    @Test(arguments: named)
    func `an address of an IPv6 network stands for all of it`(address: String, place: String?) {
        #expect(Place.name(address) == place)
    }
}
