public import Hummingbird
import HummingbirdCore
public import Logging
import NIOCore
public import ServiceLifecycle
import SyncModel
import UnixSignals

#if canImport(Glibc)
    import Glibc
#endif

/// The service on the network.
public struct HTTPServer: Sendable {
    /// An address to answer at.
    public struct Address: Hashable, Sendable {
        let host: String
        let port: Int

        /// - Parameter port: 0 for any free one.
        public init(host: String, port: Int) {
            self.host = host
            self.port = port
        }
    }

    private let routes: Routes
    private let door: FrontDoor
    private let logger: Logger

    /// - Parameter events: the listener that `service` was made with.
    public init(
        service: SyncService, events: EventStreams, door: FrontDoor = FrontDoor(), metrics: Metrics = Metrics(),
        logger: Logger
    ) {
        let gate = Gate(
            rates: Rates(door.rates, clock: service.clock), proxies: Set(door.proxies.compactMap(Place.plain)),
            silenceMilliseconds: door.silenceDays.map { Int64($0) * 86_400_000 })
        routes = Routes(service: service, events: events, gate: gate, metrics: metrics)
        self.door = door
        self.logger = logger
    }

    /// The application that answers devices at an address. Its event streams end only where `events` runs beside it, as it
    /// does in ``run(at:watchedAt:beside:draining:onListening:)``.
    /// - Parameter onListening: is told the port once requests are answered.
    public func application(
        at address: Address, onListening: @escaping @Sendable (Int) -> Void = { _ in }
    ) -> some ApplicationProtocol {
        let (encryption, configuration) = (door.encryption, guarded)
        return Application(
            router: routes.router,
            server: HTTPServerBuilder { responder in
                GuardedChannel(
                    base: HTTP1Channel(responder: responder, configuration: configuration), encryption: encryption)
            },
            configuration: ApplicationConfiguration(address: .hostname(address.host, port: address.port)),
            onServerRunning: { channel in onListening(channel.localAddress?.port ?? address.port) },
            logger: logger)
    }

    /// The application that answers whoever runs the server, at an address that devices do not know.
    public func watch(
        at address: Address, onListening: @escaping @Sendable (Int) -> Void = { _ in }
    ) -> some ApplicationProtocol {
        Application(
            router: WatchRoutes(routes: routes, door: door).router, server: .http1(configuration: guarded),
            configuration: ApplicationConfiguration(address: .hostname(address.host, port: address.port)),
            onServerRunning: { channel in onListening(channel.localAddress?.port ?? address.port) },
            logger: logger)
    }

    /// Why nobody can be answered at an address.
    public struct CannotListen: Error {
        /// What the system says.
        public let reason: String
    }

    /// Answers until the process is told to stop by SIGTERM or SIGINT; requests under way have `draining` to end.
    /// - Parameter services: what is to run, and stop, with it.
    /// - Parameter onListening: is told the port once devices are answered, and then that of the watch.
    /// - Throws: ``CannotListen``.
    public func run(
        at address: Address, watchedAt watch: Address? = nil, beside services: [any Service] = [],
        draining: Duration = .seconds(10), onListening: @escaping @Sendable (Int, Int?) -> Void
    ) async throws {
        let ports = Ports(isWatched: watch != nil, onBoth: onListening)
        let watchers = watch.map { [self.watch(at: $0) { ports.watch($0) } as any Service] } ?? []
        let renewals =
            door.encryption.map { [Renewal(encryption: $0, clock: routes.service.clock, logger: logger)] } ?? []
        // They are stopped from the last to the first: open event streams would keep the application from ending, and who
        // watches sees that it stops.
        var configuration = ServiceGroupConfiguration(
            services: watchers + [application(at: address) { ports.serve($0) }] + services + renewals + [routes.events],
            gracefulShutdownSignals: [.sigterm, .sigint], logger: logger)
        configuration.maximumGracefulShutdownDuration = draining
        do {
            try await ServiceGroup(configuration: configuration).run()
        } catch let error as IOError {
            throw CannotListen(reason: String(cString: strerror(error.errnoCode)))
        } catch is SocketAddressError.UnknownHost {
            throw CannotListen(reason: "Nobody knows that name")
        }
    }

    private var guarded: HTTP1Channel.Configuration {
        let (patience, metrics, most) = (door.patience, routes.metrics, routes.service.limits.requestBytes)
        return HTTP1Channel.Configuration(
            additionalChannelHandlers: [
                RequestGuard(patience: patience, bodyBytesMax: most) { metrics.refused($0.rawValue) }
            ],
            idleTimeout: patience.idle,
            httpDecoderConfiguration: HTTP1Channel.Configuration.DecoderConfiguration(
                maxHeaderFieldSize: 8 * 1024, maxHeaderListSize: 32 * 1024, maxHeaderFieldCount: 100))
    }
}
