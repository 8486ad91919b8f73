import ArgumentParser
import Logging
import SyncServer

struct Serve: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Serve the teams of a data directory.",
        discussion: """
            Once it answers, it prints "listening on http://HOST:PORT" as its first line. It logs to standard error, and \
            stops on SIGTERM after the requests under way, in 10 seconds at most.
            """)

    @OptionGroup var data: DataOption

    @Option(help: "HOST:PORT; port 0 is any free one.")
    var listen = "127.0.0.1:7350"

    @Flag(help: "Let other machines in without encryption, because a proxy in front of this one encrypts.")
    var behindProxy = false

    func run() async throws {
        guard let place = HostAndPort(listen), let port = place.port else {
            throw ValidationError("--listen is HOST:PORT, as in 127.0.0.1:7350.")
        }
        guard place.isLoopback || behindProxy else {
            throw Complaint(
                .usage, code: "plaintext",
                "Notes would travel unencrypted to \(listen). Listen on 127.0.0.1, or say --behind-proxy where one encrypts."
            )
        }
        var generator = SystemRandomNumberGenerator()
        LoggingSystem.bootstrap(StreamLogHandler.standardError)
        let logger = Logger(label: "fieldnotes-server")
        let directory = try DataDirectory(data.path, isMade: true)
        let events = EventStreams()
        let service = SyncService(
            store: try directory.store(using: &generator, now: Time.now),
            seal: Seal(secret: try directory.secret(using: &generator)),
            clock: { Time.now }, listener: events,
            // What SQLite says of a statement leaves out the values that were bound to it.
            onFailure: { logger.error("The store failed.", metadata: ["error": "\($0)"]) })
        try service.reckonDigests()
        let server = HTTPServer(service: service, events: events, logger: logger)
        do {
            try await server.run(
                host: place.host, port: Int(port),
                beside: [ControlSocket(in: directory, admin: Admin(service: service))],
                onListening: { Output.say("listening on http://\(place.text(port: $0))") })
        } catch {
            throw Complaint(.failed, code: "failed", "The server stopped: \(error).")
        }
    }
}
