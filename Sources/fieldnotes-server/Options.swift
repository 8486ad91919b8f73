import ArgumentParser
import FoundationEssentials
import SyncServer

/// A directory for the server's data.
struct DataOption: ParsableArguments {
    @Option(name: .customLong("data"), help: "The directory that holds everything the server keeps.")
    var path: String
}

struct JSONOption: ParsableArguments {
    @Flag(name: .customLong("json"), help: "Answer in JSON.")
    var isWanted = false
}

/// A stretch of time, as in `7d`, `12h` or `30m`.
struct Lifetime {
    let milliseconds: Int64

    static let standard = Lifetime(days: 7)

    private init(days: Int64) {
        milliseconds = days * 86_400_000
    }

    /// Throws `ValidationError`, which tells an administrator who mistyped what would have been understood.
    init(typed: String) throws {
        let units: [Character: Int64] = ["d": 86_400_000, "h": 3_600_000, "m": 60_000]
        guard let unit = typed.last.flatMap({ units[$0] }), let count = Int64(typed.dropLast()), count > 0,
            count <= 3650
        else { throw ValidationError("Write it like 7d, 12h or 30m.") }
        milliseconds = count * unit
    }
}

/// From when on, as a person types it: a day, or how long ago.
struct Moment {
    /// Since 1970.
    let milliseconds: Int64

    init(typed: String) throws {
        if let span = try? Lifetime(typed: typed) {
            milliseconds = Time.now - span.milliseconds
        } else if let day = try? Date(typed + "T00:00:00Z", strategy: .iso8601) {
            milliseconds = Int64(day.timeIntervalSince1970 * 1000)
        } else {
            throw ValidationError("Write a day like 2023-02-14, or how long ago, like 7d, 12h or 30m.")
        }
    }
}

extension Role {
    static func named(_ text: String) throws -> Role {
        guard let role = Role(rawValue: text) else {
            throw ValidationError("A role is one of \(Role.allCases.map(\.rawValue).joined(separator: ", ")).")
        }
        return role
    }
}

/// The system's clock, and how times are written.
enum Time {
    /// Milliseconds since 1970.
    static var now: Int64 { Int64(Date().timeIntervalSince1970 * 1000) }

    /// RFC 3339, in UTC.
    static func text(_ milliseconds: Int64) -> String {
        Date(timeIntervalSince1970: Double(milliseconds / 1000)).formatted(.iso8601)
    }

    /// The day alone where there is a time, and else the words for there being none.
    static func day(_ milliseconds: Int64?, or none: String) -> String { milliseconds.map(day) ?? none }

    /// The day alone, for people: `22 February 2023`.
    static func day(_ milliseconds: Int64) -> String {
        let months = [
            "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
            "November", "December",
        ]
        let parts = text(milliseconds).prefix(10).split(separator: "-").compactMap { Int($0) }
        return "\(parts[2]) \(months[parts[1] - 1]) \(parts[0])"
    }
}
