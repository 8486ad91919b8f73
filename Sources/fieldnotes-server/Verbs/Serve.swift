import ArgumentParser
import FoundationEssentials
import Logging
import ServiceLifecycle
import SyncServer

struct Serve: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Serve the teams of a data directory, or of a database.",
        discussion: """
            Once it answers, it prints "listening on http://HOST:PORT" or "https://…" as its first line. It logs to standard \
            error, stops on SIGTERM after the requests under way, and reads its certificate anew on SIGHUP.

            What a flag does not say, a variable of the environment may, as FIELDNOTES_SERVER_LISTEN for --listen; and what \
            neither says, a line of the file that --config names, as "listen = 127.0.0.1:7350".

            On a database any number of servers may run: each hears of what came to the others.
            """)

    @OptionGroup var data: StoreOption

    @Option(help: "A file of settings, one a line.")
    var config: String?

    @Option(help: ArgumentHelp("\(Setting.listen.meaning)"))
    var listen: String?

    @Option(name: .customLong(Setting.tlsCertificate.rawValue), help: ArgumentHelp("\(Setting.tlsCertificate.meaning)"))
    var tlsCertificate: String?

    @Option(help: ArgumentHelp("\(Setting.tlsKey.meaning)"))
    var tlsKey: String?

    @Flag(help: ArgumentHelp("\(Setting.behindProxy.meaning)"))
    var behindProxy = false

    @Option(help: ArgumentHelp("\(Setting.proxy.meaning)"))
    var proxy: String?

    @Option(help: ArgumentHelp("\(Setting.adminListen.meaning)"))
    var adminListen: String?

    @Option(help: ArgumentHelp("\(Setting.log.meaning)"))
    var log: String?

    @Option(help: ArgumentHelp("\(Setting.deviceRate.meaning)"))
    var deviceRate: String?

    @Option(help: ArgumentHelp("\(Setting.addressRate.meaning)"))
    var addressRate: String?

    @Option(help: ArgumentHelp("\(Setting.silenceDays.meaning)"))
    var silenceDays: String?

    @Option(help: ArgumentHelp("\(Setting.drain.meaning)"))
    var drain: String?

    func run() async throws {
        ProcessLimits.outliveHangUps()
        let settings = try Settings(told())
        ProcessLimits.openAllFiles()
        LoggingSystem.bootstrap { _ in LogLines(settings.log) }
        let (events, metrics) = (EventStreams(), Metrics())
        let (service, neighbour) = try standing(on: data.place, events, metrics)
        try service.reckonDigests()
        let server = HTTPServer(
            service: service, events: events, door: settings.door, metrics: metrics, logger: Serve.logger)
        do {
            try await server.run(
                at: settings.address, watchedAt: settings.watchAddress, beside: [neighbour], draining: settings.drain,
                onListening: { Output.say(settings.announcement(port: $0, watchPort: $1)) })
        } catch let error as HTTPServer.CannotListen {
            throw settings.complaint(about: error)
        } catch {
            throw Complaint(.failed, code: "failed", "The server stopped: \(error).")
        }
    }

    /// The service, and what must run beside it: an ear for the administrator where this process has the data to itself, an
    /// eye on the database where it does not.
    private func standing(
        on place: StoreOption.Place, _ events: EventStreams, _ metrics: Metrics
    ) throws -> (service: SyncService, neighbour: any Service) {
        switch place {
        case .directory(let path):
            var generator = SystemRandomNumberGenerator()
            let directory = try DataDirectory(path, isMade: true)
            let store = try directory.store(using: &generator, now: Time.now)
            let service = service(on: store, secret: try directory.secret(using: &generator), events, metrics)
            return (service, ControlSocket(in: directory, admin: Admin(service: service)))
        case .database(let address):
            let store = try PostgresStore(address, clock: { Time.now }, entropy: Admin.systemEntropy)
            let service = service(on: store, secret: try store.secret(), events, metrics)
            return (service, Lookout(service: service, events: events))
        }
    }

    private func service(
        on store: any ServerStore, secret: [UInt8], _ events: EventStreams, _ metrics: Metrics
    ) -> SyncService {
        SyncService(
            store: store, seal: Seal(secret: secret), clock: { Time.now }, listener: events,
            onFailure: { error in
                metrics.storeFailed()
                // What a database says of a statement leaves out the values that were bound to it.
                Serve.logger.error("The store failed.", metadata: ["error": "\(error)"])
            })
    }

    private func told() throws -> Told {
        try Told(
            flags: [
                .listen: listen, .tlsCertificate: tlsCertificate, .tlsKey: tlsKey,
                .behindProxy: behindProxy ? "yes" : nil, .proxy: proxy, .adminListen: adminListen, .log: log,
                .deviceRate: deviceRate, .addressRate: addressRate, .silenceDays: silenceDays, .drain: drain,
            ],
            environment: ProcessInfo.processInfo.environment, file: config)
    }

    /// Made at its first use, after the choice of where to log.
    private static let logger = Logger(label: "fieldnotes-server")
}
