import SyncModel

/// How long to wait before a call is tried again: full jitter, so that a thousand devices that lost one server do not come
/// back as one. Never needed for correctness.
struct Retry {
    /// Tries of one call, the first included, unless somebody waits who tries again by itself.
    static let triesMax = 4
    static let baseSeconds = 1.0
    static let capSeconds = 300.0

    /// A number from 0 up to 1.
    let random: () -> Double
    /// Waits, or throws where there is no time left to wait.
    let pause: (_ seconds: Double) throws -> Void
    var tries = Retry.triesMax

    /// Calls `body` until it answers or throws what waiting does not mend.
    func calling<Result>(_ body: () throws -> Result) throws -> Result {
        var attempt = 0
        while true {
            do {
                return try body()
            } catch let error as UpstreamError {
                attempt += 1
                // Where a wait is cut short, what led to it is the reason to tell.
                guard attempt < tries, let seconds = seconds(before: attempt, error), (try? pause(seconds)) != nil
                else { throw error }
            }
        }
    }

    private func seconds(before attempt: Int, _ error: UpstreamError) -> Double? {
        let jittered = random() * min(Retry.capSeconds, Retry.baseSeconds * Double(1 << attempt))
        switch error {
        case .unreachable(_, let isConnected):
            // A server that cannot be reached at all is not there in three seconds either; the person is told at once.
            return isConnected ? jittered : nil
        case .busy(let retryAfterSeconds, _):
            guard let asked = retryAfterSeconds else { return jittered }
            return Double(asked) <= Retry.capSeconds ? Double(asked) + random() : nil
        case .untrusted, .refused, .malformed: return nil
        }
    }
}
