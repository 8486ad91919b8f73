/// Where a server is: `https://HOST` or `https://HOST:PORT`, and nothing more. Plain `http` is for this machine alone.
///
/// Whoever reads an address differently from whoever uses it can be led astray, so it must be spelt exactly as libcurl
/// spells what it understood: no user, no path, no numbers that turn out to be a host.
public struct ServerAddress: Hashable, Sendable, CustomStringConvertible {
    /// Why an address is not used.
    public enum Refusal: Error, Hashable, Sendable, CustomStringConvertible {
        /// It is not of the form `https://HOST[:PORT]`.
        case unreadable(String)
        /// Anyone on the way could read and alter what is sent.
        case plaintext(host: String)

        public var description: String {
            switch self {
            case .unreadable(let text): "\"\(text)\" is not a server's address; one looks like https://notes.example."
            case .plaintext(let host): "http:// to \(host) would send notes unencrypted; use https://\(host)."
            }
        }
    }

    /// The address as it is used, in lower case and without a slash at its end.
    public let text: String
    /// The name or number of the host; an IPv6 number stands in brackets.
    public let host: String
    let scheme: String

    /// - Throws: ``Refusal``.
    public init(_ text: String) throws(Refusal) {
        // An ASCII letter has one lower case; others might change into what was not typed.
        guard text.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else { throw .unreadable(text) }
        let spelt = text.lowercased()
        guard let parts = Curl.parts(of: spelt), ["http", "https"].contains(parts.scheme),
            spelt == "\(parts.scheme)://\(parts.host)" + (parts.port.map { ":\($0)" } ?? "")
        else { throw .unreadable(text) }
        self.text = spelt
        host = parts.host
        scheme = parts.scheme
        guard scheme == "https" || isLoopback else { throw .plaintext(host: host) }
    }

    public var description: String { text }

    /// Whether the host is literally a number of this machine's own. A name, even `localhost`, may lead elsewhere.
    public var isLoopback: Bool {
        if host == "[::1]" { return true }
        let numbers = host.split(separator: ".", omittingEmptySubsequences: false)
        return numbers.count == 4 && numbers[0] == "127"
            && numbers.allSatisfy { number in UInt8(number).map { String($0) == number } ?? false }
    }
}
