import Foundation
import SyncClient
import SyncModel

/// How a device asks one server after the other, as through something that shares requests out among them.
struct RoundOfServers {
    private let ways: [HTTPUpstream]
    private var place: Int
    /// How often it came in vain before somebody answered.
    private(set) var failures = 0

    /// So long all servers may be out of reach at once.
    private static let patience = Duration.seconds(40)

    init(_ ways: [HTTPUpstream], from place: Int) {
        self.ways = ways
        self.place = place % ways.count
    }

    /// The answer of the first server that gives one; a server that answered is asked again the next time.
    /// - Throws: what no repetition mends, and the last failure once patience has ended.
    mutating func ask(_ request: SyncRequest) throws -> SyncAnswer {
        let end = ContinuousClock.now + RoundOfServers.patience
        while true {
            do {
                return try ways[place].sync(request)
            } catch let error as UpstreamError where error.mayPass && ContinuousClock.now < end {
                failures += 1
                place = (place + 1) % ways.count
                usleep(20_000)
            }
        }
    }

    /// Asks another server the next time.
    mutating func turn() { place = (place + 1) % ways.count }
}

extension UpstreamError {
    fileprivate var mayPass: Bool {
        switch self {
        case .unreachable, .busy: true
        case .untrusted, .refused, .malformed: false
        }
    }
}
