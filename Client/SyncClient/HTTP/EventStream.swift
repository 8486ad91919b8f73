public import SyncModel

/// The server's word that a team's order has grown, as it grows. It belongs to one thread at a time and blocks it.
///
/// An event says how far the order reaches and nothing more; missing one costs only time. When to listen again after the
/// stream ended is the caller's to decide.
public struct EventStream {
    private let exchange: Exchange
    private let path: String

    /// - Parameters:
    ///   - token: looked up for each stream.
    ///   - stop: ends the listening at once.
    public init(
        address: ServerAddress, team: String, token: @escaping @Sendable () -> DeviceToken,
        settings: HTTPSettings = HTTPSettings(), stop: Stop = Stop()
    ) {
        exchange = Exchange(address: address, curl: Curl(settings: settings, stop: stop), token: token)
        path = TeamPath(team).events
    }

    /// For a token that stays as it is.
    public init(
        address: ServerAddress, team: String, token: DeviceToken, settings: HTTPSettings = HTTPSettings(),
        stop: Stop = Stop()
    ) {
        self.init(address: address, team: team, token: { token }, settings: settings, stop: stop)
    }

    /// Why listening ended without an error.
    public enum Ending: Hashable, Sendable {
        /// The server closed the stream, as it does when it is restarted.
        case closed
        /// We were asked to stop, or the time allowed was over.
        case stopped
    }

    /// Calls `head` with each head that the server tells, until the stream ends. `head` must return soon: the stream waits.
    /// - Throws: ``UpstreamError``.
    public func listen(
        for atMost: Duration? = nil, _ head: @escaping (UInt64) -> Void
    ) throws(UpstreamError) -> Ending {
        var request = exchange.request(path, accept: "text/event-stream")
        var events = ServerSentEvents()
        request.atMost = atMost
        request.stream = { bytes in
            events.take(bytes) { data in EventStream.head(in: data).map(head) }
        }
        let answer: HTTPAnswer
        do {
            answer = try exchange.curl.perform(request)
        } catch {
            if error == .stopped { return .stopped }
            throw UpstreamError(error)
        }
        try answer.check("text/event-stream")
        return .closed
    }

    /// The head that `{"head": n}` names; nil for what a later server may add.
    static func head(in data: [UInt8]) -> UInt64? {
        try? JSONReader.whole(data) { reader in
            var head: UInt64?
            try reader.object { reader, name in
                if name == "head" { head = try reader.count() } else { try reader.skip() }
            }
            return head
        }
    }
}
