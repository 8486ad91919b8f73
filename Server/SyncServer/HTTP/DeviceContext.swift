import Hummingbird

/// What is known of a request on its way to its answer.
struct DeviceContext: RequestContext {
    var coreContext: CoreRequestContextStorage
    /// The device that the request's token proved, in the team of its path.
    var session: Session?

    init(source: ApplicationRequestContextSource) {
        coreContext = CoreRequestContextStorage(source: source)
    }
}
