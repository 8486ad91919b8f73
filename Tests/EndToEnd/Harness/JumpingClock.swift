import Foundation

/// A clock that jumps under a running program: Debian's `faketime`, which follows the time of a file.
///
/// Only the time of day jumps, as when a person sets it; no clock that measures pauses does.
final class JumpingClock {
    private let folder: Folder

    init() throws {
        folder = try Folder()
        _ = try folder.file("clock", [])
    }

    /// The words by which a program with this clock is started.
    let entry = ["/usr/bin/faketime", "-f", "%"]

    var environment: [String: String] {
        ["FAKETIME_FOLLOW_FILE": "\(folder.path)/clock", "FAKETIME_NO_CACHE": "1", "FAKETIME_DONT_FAKE_MONOTONIC": "1"]
    }

    /// Sets it so many days ahead of the right time, or behind it.
    func jump(days: Int) throws {
        let moment = Date(timeIntervalSinceNow: Double(days) * 86_400)
        try FileManager.default.setAttributes([.modificationDate: moment], ofItemAtPath: "\(folder.path)/clock")
    }
}
