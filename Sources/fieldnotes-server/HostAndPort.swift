/// `HOST` or `HOST:PORT`; an IPv6 number stands in brackets.
struct HostAndPort {
    /// Without brackets.
    let host: String
    let port: UInt16?

    init?(_ text: some StringProtocol) {
        var host = String(text)
        var port: UInt16?
        if let colon = host.lastIndex(of: ":"), !host.hasSuffix("]") {
            guard let number = UInt16(host[host.index(after: colon)...]) else { return nil }
            port = number
            host = String(host[..<colon])
        }
        let isBracketed = host.hasPrefix("[") && host.hasSuffix("]")
        if isBracketed { host = String(host.dropFirst().dropLast()) }
        let allowed = isBracketed ? ".:" : ".-"
        guard !host.isEmpty, host.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber || allowed.contains($0)) })
        else { return nil }
        self.host = host
        self.port = port
    }

    /// Whether only this machine can reach it. A name, even `localhost`, may lead elsewhere.
    var isLoopback: Bool {
        if host == "::1" { return true }
        let numbers = host.split(separator: ".", omittingEmptySubsequences: false)
        return numbers.count == 4 && numbers[0] == "127" && numbers.allSatisfy { UInt8($0) != nil }
    }

    func text(port: Int) -> String { host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)" }
}
