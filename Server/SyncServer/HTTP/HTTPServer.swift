public import Hummingbird
import HummingbirdCore
public import Logging
import NIOCore
public import ServiceLifecycle
import UnixSignals

/// The service on the network.
public struct HTTPServer: Sendable {
    /// A request must come whole within this time of silence.
    private static let idleTimeout = TimeAmount.seconds(60)
    /// Requests under way when the server is told to stop have this long to end.
    public static let shutdownLimit = Duration.seconds(10)

    private let routes: Routes
    private let logger: Logger

    /// - Parameter events: the listener that `service` was made with.
    public init(service: SyncService, events: EventStreams, logger: Logger) {
        routes = Routes(service: service, events: events)
        self.logger = logger
    }

    /// The application that answers at an address. Its event streams end only where `events` runs beside it, as it does in
    /// ``run(at:port:beside:onListening:)``.
    /// - Parameter onListening: is told the port once requests are answered.
    public func application(
        host: String, port: Int, onListening: @escaping @Sendable (Int) -> Void = { _ in }
    ) -> some ApplicationProtocol {
        Application(
            router: routes.router,
            server: .http1(configuration: HTTP1Channel.Configuration(idleTimeout: HTTPServer.idleTimeout)),
            configuration: ApplicationConfiguration(address: .hostname(host, port: port)),
            onServerRunning: { channel in onListening(channel.localAddress?.port ?? port) },
            logger: logger)
    }

    /// Answers until the process is told to stop by SIGTERM or SIGINT, and then for at most ``shutdownLimit`` more.
    /// - Parameter services: what is to run, and stop, with it.
    public func run(
        host: String, port: Int, beside services: [any Service] = [],
        onListening: @escaping @Sendable (Int) -> Void
    ) async throws {
        let application = application(host: host, port: port, onListening: onListening)
        // They are stopped from the last to the first: open event streams would keep the application from ending.
        var configuration = ServiceGroupConfiguration(
            services: [application] + services + [routes.events], gracefulShutdownSignals: [.sigterm, .sigint],
            logger: logger)
        configuration.maximumGracefulShutdownDuration = HTTPServer.shutdownLimit
        try await ServiceGroup(configuration: configuration).run()
    }
}
