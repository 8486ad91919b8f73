import FoundationEssentials
public import SyncModel

/// The server, over HTTP. It belongs to one thread at a time, blocks it, and keeps its connection between calls.
public struct HTTPUpstream: Upstream, Archive {
    private let exchange: Exchange
    private let team: TeamPath

    private static let lines = "application/x-ndjson"

    /// - Parameters:
    ///   - token: looked up for each call.
    ///   - stop: ends the calls under way, and all later ones, as if there were no connection.
    public init(
        address: ServerAddress, team: String, token: @escaping @Sendable () -> DeviceToken,
        settings: HTTPSettings = HTTPSettings(), stop: Stop = Stop()
    ) {
        exchange = Exchange(address: address, curl: Curl(settings: settings, stop: stop), token: token)
        self.team = TeamPath(team)
    }

    /// For a token that stays as it is.
    public init(
        address: ServerAddress, team: String, token: DeviceToken, settings: HTTPSettings = HTTPSettings(),
        stop: Stop = Stop()
    ) {
        self.init(address: address, team: team, token: { token }, settings: settings, stop: stop)
    }

    public func sync(_ request: SyncRequest) throws -> SyncAnswer {
        do {
            return .told(try decoded(ask(team.sync, body: request.lines), SyncResponse.init(lines:)))
        } catch UpstreamError.refused(let problem) where problem.code == .cursorForked {
            guard let serverTime = problem.serverTime else {
                throw UpstreamError.malformed("The server refused the cursor and did not tell its time.")
            }
            return .cursorForked(serverTime: serverTime, backup: problem.since)
        }
    }

    public func expect(_ request: SyncRequest) {
        exchange.expect(team.sync, body: request.lines, mediaType: HTTPUpstream.lines)
    }

    public func history(of record: RecordID) throws -> [ArchivedChange] {
        try decoded(ask(team.history(of: record)), ArchivedChange.read(lines:))
    }

    /// Has the server know this device by another token from now on; until that is shown, both are good. Repeating it is safe.
    /// - Throws: ``UpstreamError``.
    public func offer(_ token: DeviceToken) throws {
        guard let body = try? JSONEncoder().encode(TokenRequest(tokenHash: token.hash)) else {
            preconditionFailure("texts always encode")
        }
        _ = try exchange.ask(team.token, body: [UInt8](body), mediaType: "application/json")
    }

    private func ask(_ path: String, body: [UInt8]? = nil) throws(UpstreamError) -> [UInt8] {
        let lines = try exchange.ask(path, body: body, mediaType: HTTPUpstream.lines)
        // Some proxies end a body early and say that it is whole; only the closing line vouches for it.
        guard lines.endsWithClosingLine else { throw .unreachable("The answer lacks its end.", isConnected: true) }
        return lines
    }

    private func decoded<Message>(
        _ lines: [UInt8], _ decode: ([UInt8]) throws -> Message
    ) throws(UpstreamError) -> Message {
        do {
            return try decode(lines)
        } catch {
            throw .malformed("The answer cannot be read: \(error)")
        }
    }
}

extension [UInt8] {
    fileprivate var endsWithClosingLine: Bool {
        guard last == UInt8(ascii: "\n") else { return false }
        let start = dropLast().lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? startIndex
        return self[start...].starts(with: "{\"end\":".utf8)
    }
}
