import HTTPTypes
import Hummingbird
import SyncModel

/// Lets a request through whose token is that of a device of the team in its path.
struct Authentication: RouterMiddleware {
    let service: SyncService
    let workers: Workers
    let gate: Gate
    let contacts: Contacts

    func handle(
        _ request: Request, context: DeviceContext,
        next: (Request, DeviceContext) async throws -> Response
    ) async throws -> Response {
        let place = gate.place(of: request, context)
        guard let token = token(of: request) else {
            try gate.rates.admit(from: place)
            gate.rates.failed(from: place)
            throw Problem(.unauthorized, "The request must carry its device's token.")
        }
        let device = try await heard(device(withTokenHash: Array(token.utf8).sha256, from: place))
        guard let team = context.parameters.get("team"), try await isName(team, of: device.team) else {
            throw Problem.nothingHere
        }
        // Before anything of what it sends is read.
        guard !device.isRevoked else { throw device.accessEnded }
        try await contacts.note(device, request, workers)
        var context = context
        context.session = service.session(for: device)
        return try await next(request, context)
    }

    /// The device, shut out now if it was silent for too long.
    private func heard(_ device: DeviceIdentity) async throws -> DeviceIdentity {
        guard let limit = gate.silenceMilliseconds, !device.isRevoked, service.clock() - device.heard > limit else {
            return device
        }
        return try await workers.ask(service) { try $0.expire(device) } ?? device
    }

    /// Whether the team is, or once was, called so: its devices do not know of a new name.
    private func isName(_ name: String, of team: Team) async throws -> Bool {
        guard !name.isSame(as: team.name) else { return true }
        return try await workers.ask(service) { try $0.store.read { try $0.wasCalled(name, team) } }
    }

    private func device(withTokenHash hash: [UInt8], from place: String?) async throws -> DeviceIdentity {
        try gate.rates.admit(tokenHash: hash, from: place)
        guard let device = try await workers.ask(service, { try $0.device(withTokenHash: hash) }) else {
            gate.rates.failed(from: place)
            let life = try await workers.ask(service) { try $0.store.read { try $0.life() } }
            // A device that has changed its token since the backup may show the one before.
            throw Problem(.unauthorized, "No device has this token.", since: life.since.map { _ in life.backup ?? 0 })
        }
        gate.rates.succeeded(tokenHash: hash)
        return device
    }

    private func token(of request: Request) -> Substring? {
        guard let field = request.headers[.authorization] else { return nil }
        let words = field.split(separator: " ", maxSplits: 1)
        guard words.count == 2, words[0].lowercased() == "bearer" else { return nil }
        return words[1]
    }
}

extension DeviceContext {
    /// The session that the token opened.
    func opened() throws -> Session {
        guard let session else { throw Problem(.unauthorized, "The request must carry its device's token.") }
        return session
    }
}
