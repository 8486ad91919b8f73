import Foundation

/// The built programs, which lie beside the test binary.
enum Programs {
    static let folder: String = {
        let binary = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
        return URL(filePath: binary ?? CommandLine.arguments[0]).deletingLastPathComponent().path
    }()

    static var client: String { "\(folder)/fieldnotes" }
    static var server: String { "\(folder)/fieldnotes-server" }

    /// What every program is started with: nothing of the person who runs the tests reaches it.
    static func surroundings(home: String) -> [String: String] {
        ["HOME": home, "PATH": "\(folder):/usr/bin:/bin", "LANG": "C.UTF-8", "TZ": "Europe/London"]
    }
}
