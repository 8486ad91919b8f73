import FoundationEssentials
public import SyncModel

/// A device's way into a team.
public struct Joining {
    private let exchange: Exchange
    private let code: String

    public init(_ invitation: Invitation, settings: HTTPSettings = HTTPSettings(), stop: Stop = Stop()) {
        exchange = Exchange(
            address: invitation.address, curl: Curl(settings: settings, stop: stop),
            atMost: .seconds(settings.joiningSeconds))
        code = invitation.code
    }

    /// Shows the invitation and the hash of `token`, which the server knows this device by from then on.
    ///
    /// The answer may be lost on its way; joining again with the same token succeeds then, so keep the token until it does.
    /// - Throws: ``UpstreamError``; `refused` with the code `invitationInvalid` where it was used or has run out.
    public func join(as deviceName: String, with token: DeviceToken) throws(UpstreamError) -> JoinResponse {
        let request = JoinRequest(code: code, deviceName: deviceName, tokenHash: token.hash)
        guard let body = try? JSONEncoder().encode(request) else { preconditionFailure("texts always encode") }
        let answer = try exchange.ask(TeamPath.join, body: [UInt8](body), mediaType: "application/json")
        do {
            return try JSONDecoder().decode(JoinResponse.self, from: Data(answer))
        } catch {
            throw .malformed("The server's answer to the invitation cannot be read.")
        }
    }
}
