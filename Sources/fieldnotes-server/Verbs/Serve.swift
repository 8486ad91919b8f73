import ArgumentParser
import FoundationEssentials
import Logging
import SyncServer

struct Serve: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Serve the teams of a data directory.",
        discussion: """
            Once it answers, it prints "listening on http://HOST:PORT" or "https://…" as its first line. It logs to standard \
            error, stops on SIGTERM after the requests under way, and reads its certificate anew on SIGHUP.

            What a flag does not say, a variable of the environment may, as FIELDNOTES_SERVER_LISTEN for --listen; and what \
            neither says, a line of the file that --config names, as "listen = 127.0.0.1:7350".
            """)

    @OptionGroup var data: DataOption

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

    @Option(help: ArgumentHelp("\(Setting.drain.meaning)"))
    var drain: String?

    func run() async throws {
        let settings = try Settings(told())
        ProcessLimits.leaveNoCores()
        ProcessLimits.openAllFiles()
        LoggingSystem.bootstrap { _ in LogLines(settings.log) }
        let logger = Logger(label: "fieldnotes-server")
        let (events, metrics) = (EventStreams(), Metrics())
        let directory = try DataDirectory(data.path, isMade: true)
        let service = try service(on: directory, events: events) { error in
            metrics.storeFailed()
            // What SQLite says of a statement leaves out the values that were bound to it.
            logger.error("The store failed.", metadata: ["error": "\(error)"])
        }
        let server = HTTPServer(
            service: service, events: events, door: settings.door, metrics: metrics, logger: logger)
        do {
            try await server.run(
                at: settings.address, watchedAt: settings.watchAddress,
                beside: [ControlSocket(in: directory, admin: Admin(service: service))], draining: settings.drain,
                onListening: { Output.say(settings.announcement(port: $0, watchPort: $1)) })
        } catch {
            throw Complaint(.failed, code: "failed", "The server stopped: \(error).")
        }
    }

    private func service(
        on directory: DataDirectory, events: EventStreams, onFailure: @escaping @Sendable (any Error) -> Void
    ) throws -> SyncService {
        var generator = SystemRandomNumberGenerator()
        let service = SyncService(
            store: try directory.store(using: &generator, now: Time.now),
            seal: Seal(secret: try directory.secret(using: &generator)),
            clock: { Time.now }, listener: events, onFailure: onFailure)
        try service.reckonDigests()
        return service
    }

    private func told() throws -> Told {
        try Told(
            flags: [
                .listen: listen, .tlsCertificate: tlsCertificate, .tlsKey: tlsKey,
                .behindProxy: behindProxy ? "yes" : nil, .proxy: proxy, .adminListen: adminListen, .log: log,
                .deviceRate: deviceRate, .addressRate: addressRate, .drain: drain,
            ],
            environment: ProcessInfo.processInfo.environment, file: config)
    }
}
