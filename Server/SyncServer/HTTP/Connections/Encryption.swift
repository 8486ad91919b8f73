import NIOSSL
import Synchronization

#if canImport(Glibc)
    import Glibc
#endif

/// The certificate by which the server proves its name, with the key to it. Both can be read anew while connections go on:
/// those stay as they are, and later ones are shown the new certificate.
public final class Encryption: Sendable {
    /// Why a certificate and its key cannot be used.
    public enum Failure: Error, Hashable, CustomStringConvertible {
        case unreadable(path: String)
        /// Everybody on the machine may read the key, so it may be known.
        case exposed(path: String)
        /// The key is not the certificate's, or the two are of a kind that is not understood.
        case unfit(certificate: String, key: String)

        public var description: String {
            switch self {
            case .unreadable(let path): "\(path) cannot be read as PEM"
            case .exposed(let path): "everybody on this machine may read the key \(path)"
            case .unfit(let certificate, let key): "\(key) is not the key of the certificate \(certificate)"
            }
        }
    }

    private struct Pair {
        let context: NIOSSLContext
        let ends: Int64
    }

    private let certificate: String
    private let key: String
    private let pair: Mutex<Pair>

    /// - Parameter certificate: the path of a PEM file with the server's certificate and those that vouch for it.
    /// - Parameter key: the path of a PEM file with its key.
    /// - Throws: ``Failure``.
    public init(certificate: String, key: String) throws(Failure) {
        self.certificate = certificate
        self.key = key
        pair = Mutex(try Encryption.pair(certificate, key))
    }

    /// Reads both files again. Where they cannot be used, what was read before stays.
    /// - Throws: ``Failure``.
    public func renew() throws(Failure) {
        let fresh = try Encryption.pair(certificate, key)
        pair.withLock { $0 = fresh }
    }

    /// When the certificate ends, in milliseconds since 1970.
    public var ends: Int64 { pair.withLock { $0.ends } }

    /// What a connection made now is encrypted with.
    var context: NIOSSLContext { pair.withLock { $0.context } }

    private static func pair(_ certificate: String, _ key: String) throws(Failure) -> Pair {
        guard let chain = try? NIOSSLCertificate.fromPEMFile(certificate), let own = chain.first else {
            throw .unreadable(path: certificate)
        }
        try checkIsHidden(key)
        guard let secret = try? NIOSSLPrivateKey(file: key, format: .pem) else { throw .unreadable(path: key) }
        var configuration = TLSConfiguration.makeServerConfiguration(
            certificateChain: chain.map { .certificate($0) }, privateKey: .privateKey(secret))
        configuration.minimumTLSVersion = .tlsv12
        configuration.applicationProtocols = ["http/1.1"]
        guard let context = try? NIOSSLContext(configuration: configuration) else {
            throw .unfit(certificate: certificate, key: key)
        }
        return Pair(context: context, ends: Int64(own.notValidAfter) * 1000)
    }

    private static func checkIsHidden(_ key: String) throws(Failure) {
        var facts = stat()
        guard stat(key, &facts) == 0 else { throw .unreadable(path: key) }
        guard facts.st_mode & 0o007 == 0 else { throw .exposed(path: key) }
    }
}
