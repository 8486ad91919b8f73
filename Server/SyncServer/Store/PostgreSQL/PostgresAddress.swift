import CPostgres

/// Where a PostgreSQL database is: a URL as libpq understands it, with one host or several.
public struct PostgresAddress: Hashable, Sendable {
    private let url: String

    /// What every connection is made with, whatever the URL says. A standby lags behind, and would tell a reader of a past
    /// that its cursor has left.
    private static let fixed = [
        "target_session_attrs": "read-write", "client_encoding": "UTF8",
        "fallback_application_name": "fieldnotes-server",
    ]
    /// Seconds, and milliseconds for the last, until a server that has gone silent counts as gone; the URL may say otherwise.
    private static let usual = [
        "connect_timeout": "5", "keepalives_idle": "10", "keepalives_interval": "5", "keepalives_count": "3",
        "tcp_user_timeout": "25000",
    ]

    /// - Throws: ``PostgresAddressError``.
    public init(_ url: String) throws {
        guard ["postgres://", "postgresql://"].contains(where: url.hasPrefix) else {
            throw PostgresAddressError.notAnAddress
        }
        self.url = url
        guard try options()["password"] == nil else { throw PostgresAddressError.password }
    }

    /// A connection that may have failed; the caller asks it, and ends it.
    func connect() throws -> OpaquePointer {
        let all = try PostgresAddress.usual.merging(options()) { $1 }.merging(PostgresAddress.fixed) { $1 }
        let sorted = all.sorted { $0.key < $1.key }
        let connection = PostgresAddress.withCStrings(sorted.map(\.key)) { keys in
            PostgresAddress.withCStrings(sorted.map(\.value)) { PQconnectdbParams(keys, $0, 0) }
        }
        guard let connection else { preconditionFailure("libpq lacks the memory to begin") }
        return connection
    }

    /// What the URL says, by the names of libpq's settings.
    private func options() throws -> [String: String] {
        guard let options = PQconninfoParse(url, nil) else { throw PostgresAddressError.notAnAddress }
        defer { PQconninfoFree(options) }
        var told: [String: String] = [:]
        var option = options
        while let keyword = option.pointee.keyword {
            told[String(cString: keyword)] = option.pointee.val.map { String(cString: $0) }
            option += 1
        }
        return told
    }

    /// Gives `body` the texts as C's strings, and nil behind the last.
    private static func withCStrings<Result>(
        _ texts: [String], _ body: ([UnsafePointer<CChar>?]) -> Result
    ) -> Result {
        guard let first = texts.first else { return body([nil]) }
        return first.withCString { pointer in
            withCStrings(Array(texts.dropFirst())) { body([pointer] + $0) }
        }
    }
}

/// Why a text cannot say where a database is.
public enum PostgresAddressError: Error, Hashable, Sendable {
    case notAnAddress
    /// Whoever may list the machine's processes would read it.
    case password
}
