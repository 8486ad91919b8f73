import Hummingbird
import NIOCore

/// What is known of a request on its way to its answer.
struct DeviceContext: RequestContext {
    var coreContext: CoreRequestContextStorage
    /// The device that the request's token proved, in the team of its path.
    var session: Session?

    /// The address at the other end of the connection; nil where there is no network between.
    let peer: String?

    init(source: ApplicationRequestContextSource) {
        peer = source.channel.remoteAddress?.ipAddress
        coreContext = CoreRequestContextStorage(source: source)
    }
}
