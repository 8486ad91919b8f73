import Logging
import ServiceLifecycle
import UnixSignals

/// Reads the certificate anew whenever the process is told to by SIGHUP, as whoever renews it does.
struct Renewal: Service {
    let encryption: Encryption
    let logger: Logger

    func run() async throws {
        let signals = await UnixSignalsSequence(trapping: .sighup)
        for await _ in signals.cancelOnGracefulShutdown() { renew() }
    }

    private func renew() {
        do {
            try encryption.renew()
            logger.notice("The certificate was read anew.", metadata: ["ends": "\(encryption.ends)"])
        } catch {
            logger.error("The new certificate cannot be used; the old one stays.", metadata: ["error": "\(error)"])
        }
    }
}
