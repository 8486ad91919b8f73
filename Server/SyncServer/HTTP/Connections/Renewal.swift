import Logging
import ServiceLifecycle
import UnixSignals

/// Reads the certificate anew whenever the process is told to by SIGHUP, as whoever renews it does.
struct Renewal: Service {
    let encryption: Encryption
    /// Milliseconds since 1970.
    let clock: @Sendable () -> Int64
    let logger: Logger

    func run() async throws {
        let signals = await UnixSignalsSequence(trapping: .sighup)
        warn()
        for await _ in signals.cancelOnGracefulShutdown() { renew() }
    }

    private func renew() {
        do {
            try encryption.renew()
            logger.notice("The certificate was read anew.", metadata: ["ends": "\(encryption.ends)"])
            warn()
        } catch {
            logger.error("The new certificate cannot be used; the old one stays.", metadata: ["error": "\(error)"])
        }
    }

    /// Nobody is answered under a certificate that has ended, and the clients alone would say so.
    private func warn() {
        guard encryption.ends <= clock() else { return }
        logger.warning(
            "The certificate has ended, and every client refuses it.", metadata: ["ended": "\(encryption.ends)"])
    }
}
