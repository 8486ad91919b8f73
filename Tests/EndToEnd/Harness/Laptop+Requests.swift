import Foundation

/// What somebody could send to the server who has the device, and no need of its program.
extension Laptop {
    /// The secret by which the server knows this device.
    var token: String {
        get throws { String(try String(contentsOfFile: "\(notes)/token", encoding: .utf8).prefix { $0 != "\n" }) }
    }

    /// A whole request with the device's token. `path` stands below the team's.
    func request(_ method: String, _ path: String, _ headers: [String] = [], body: some Collection<UInt8> = []) throws
        -> [UInt8]
    {
        let head =
            [
                "\(method) /v1/teams/north-shire/\(path) HTTP/1.1", "Host: 127.0.0.1",
                "Authorization: Bearer \(try token)",
            ]
            + headers + ["Content-Length: \(body.count)", "", ""]
        return Array(head.joined(separator: "\r\n").utf8) + body
    }
}
