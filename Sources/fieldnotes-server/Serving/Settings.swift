import FoundationEssentials
import SyncServer

/// How a server is to serve: all that it was told, understood and found possible before anything is begun.
struct Settings {
    let door: FrontDoor
    let log: LogLines.Form
    let drain: Duration
    private let listen: HostAndPort
    private let adminListen: HostAndPort?

    /// - Throws: ``Complaint``.
    init(_ told: Told) throws {
        let isBehindProxy = try told.answer(.behindProxy)
        var door = FrontDoor()
        door.encryption = try told.encryption()
        if isBehindProxy { door.proxies = try told.addresses(.proxy) }
        let device = try told.count(.deviceRate)
        door.rates.device = Rate(perMinute: device, burst: 4 * device)
        let address = try told.count(.addressRate)
        door.rates.place = Rate(perMinute: address, burst: address)
        let days = try told.count(.silenceDays, from: 0)
        door.silenceDays = days == 0 ? nil : days
        self.door = door
        log = try told.form(.log)
        drain = .seconds(try told.count(.drain))
        listen = try told.place(.listen, mayBeOpen: isBehindProxy || door.encryption != nil)
        adminListen = try told[.adminListen].map { _ in try told.place(.adminListen, mayBeOpen: isBehindProxy) }
    }

    var address: HTTPServer.Address { listen.address }

    var watchAddress: HTTPServer.Address? { adminListen?.address }

    /// Which of the two places it is, the system does not say.
    func complaint(about error: HTTPServer.CannotListen) -> Complaint {
        let places = ([listen] + [adminListen].compactMap(\.self)).map { $0.text(port: Int($0.port ?? 0)) }
        return Complaint(
            .failed, code: "listen",
            "The server cannot listen at \(places.joined(separator: " or ")): \(error.reason).",
            next: "`ss -ltnp` shows who listens where; --listen and --admin-listen name other addresses.")
    }

    /// What is said once the server answers at these ports.
    func announcement(port: Int, watchPort: Int?) -> String {
        let scheme = door.encryption == nil ? "http" : "https"
        let watch = adminListen.flatMap { place in watchPort.map { "\nwatched at http://\(place.text(port: $0))" } }
        return "listening on \(scheme)://\(listen.text(port: port))\(watch ?? "")"
    }
}

extension HostAndPort {
    fileprivate var address: HTTPServer.Address { HTTPServer.Address(host: host, port: Int(port ?? 0)) }
}

extension Told {
    fileprivate func answer(_ setting: Setting) throws -> Bool {
        switch self[setting] {
        case "yes": true
        case "no": false
        default: throw unclear(setting, "is yes or no")
        }
    }

    fileprivate func count(_ setting: Setting, from least: Int = 1) throws -> Int {
        guard let count = self[setting].flatMap({ Int($0) }), (least...1_000_000).contains(count) else {
            throw unclear(setting, "is a number from \(least) to 1000000")
        }
        return count
    }

    fileprivate func form(_ setting: Setting) throws -> LogLines.Form {
        guard let form = self[setting].flatMap(LogLines.Form.init(rawValue:)) else {
            throw unclear(setting, "is text or json")
        }
        return form
    }

    fileprivate func addresses(_ setting: Setting) throws -> Set<String> {
        let list = (self[setting] ?? "").split(separator: ",").map { $0.filter { $0 != " " } }
        guard !list.isEmpty, list.allSatisfy({ $0.allSatisfy { $0.isHexDigit || $0 == "." || $0 == ":" } }) else {
            throw unclear(setting, "is a list of addresses with commas between, as in 127.0.0.1,::1")
        }
        return Set(list)
    }

    /// An address that can be reached from elsewhere is one only where what travels there is encrypted.
    fileprivate func place(_ setting: Setting, mayBeOpen: Bool) throws -> HostAndPort {
        let text = self[setting] ?? ""
        guard let place = HostAndPort(text), place.port != nil else {
            throw unclear(setting, "is HOST:PORT, as in 127.0.0.1:7350")
        }
        guard place.isLoopback || mayBeOpen else { throw Complaint.plaintext(setting, text) }
        return place
    }

    fileprivate func encryption() throws -> Encryption? {
        switch (self[.tlsCertificate], self[.tlsKey]) {
        case (nil, nil): return nil
        case (let certificate?, let key?):
            do {
                return try Encryption(certificate: certificate, key: key)
            } catch {
                throw Complaint(.file, code: "certificate", "The server cannot prove who it is: \(error).")
            }
        default: throw Complaint(.usage, code: "usage", "tls-cert and tls-key go together.")
        }
    }

    private func unclear(_ setting: Setting, _ rule: String) -> Complaint {
        Complaint(.usage, code: "usage", "\(place(of: setting)) \(rule), not \"\(self[setting] ?? "")\".")
    }
}

extension Complaint {
    fileprivate static func plaintext(_ setting: Setting, _ place: String) -> Complaint {
        guard setting == .listen else {
            return Complaint(
                .usage, code: "plaintext",
                "How the server does would be told unencrypted, to anyone who reaches \(place). Nothing was begun.",
                next: "listen on 127.0.0.1, or say --behind-proxy where a proxy encrypts and admits.")
        }
        return Complaint(
            .usage, code: "plaintext", "Notes would travel unencrypted to \(place). Nothing was begun.",
            next: "give the server a certificate with --tls-cert and --tls-key, listen on 127.0.0.1, or say "
                + "--behind-proxy where a proxy encrypts.")
    }
}
