/// What `serve` can be told: by a flag, by a variable of the environment, or by a line of a file.
enum Setting: String, CaseIterable {
    case listen
    case tlsCertificate = "tls-cert"
    case tlsKey = "tls-key"
    case behindProxy = "behind-proxy"
    case proxy
    case adminListen = "admin-listen"
    case log
    case deviceRate = "device-rate"
    case addressRate = "address-rate"
    case silenceDays = "silence-days"
    case drain

    var flag: String { "--\(rawValue)" }

    var variable: String { "FIELDNOTES_SERVER_" + rawValue.uppercased().replacing("-", with: "_") }

    /// What holds where nothing is said; nil for nothing.
    var standard: String? {
        switch self {
        case .listen: "127.0.0.1:7350"
        case .tlsCertificate, .tlsKey, .adminListen: nil
        case .behindProxy: "no"
        case .proxy: "127.0.0.1,::1"
        case .log: "text"
        case .deviceRate: "60"
        case .addressRate: "10"
        case .silenceDays: "0"
        case .drain: "10"
        }
    }

    var meaning: String {
        switch self {
        case .listen: "HOST:PORT to answer devices at; port 0 is any free one."
        case .tlsCertificate: "A PEM file with the server's certificate, and those that vouch for it."
        case .tlsKey: "A PEM file with the certificate's key, which not everybody may read."
        case .behindProxy: "Let other machines in without encryption, because a proxy in front of this one encrypts."
        case .proxy: "With behind-proxy: the proxies' addresses, which are believed when they say who asks."
        case .adminListen:
            "HOST:PORT at which to tell whoever runs the server how it does: /healthz, /readyz, /metrics."
        case .log: "How the log is written to standard error: text or json."
        case .deviceRate: "Requests a minute that one device may make; four minutes' worth at once."
        case .addressRate: "Attempts a minute with tokens or invitations that do not hold, from one address."
        case .silenceDays: "Days without a word after which a device is shut out; 0 for never."
        case .drain: "Seconds that requests under way have to end when the server is stopped."
        }
    }
}
