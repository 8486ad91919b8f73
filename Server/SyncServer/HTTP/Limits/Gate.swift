import HTTPTypes
import Hummingbird

/// What a request passes before anything is read or looked up for it.
struct Gate: Sendable {
    let rates: Rates
    let proxies: Set<String>
    /// For how long a device may be silent before it is shut out, in milliseconds; nil for ever.
    var silenceMilliseconds: Int64?

    /// Where a request comes from; nil where there is no network between.
    func place(of request: Request, _ context: DeviceContext) -> String? {
        Place.of(context.peer, told: Gate.forwardedFor.flatMap { request.headers[$0] }, proxies: proxies)
    }

    private static let forwardedFor = HTTPField.Name("X-Forwarded-For")
}
