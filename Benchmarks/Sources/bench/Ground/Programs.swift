import Foundation

/// The programs, as they were built beside this one.
enum Programs {
    static let own = Bundle.main.executablePath ?? CommandLine.arguments[0]
    static let client = beside("fieldnotes")
    static let server = beside("fieldnotes-server")

    private static func beside(_ name: String) -> String {
        URL(filePath: own).deletingLastPathComponent().appending(path: name).path
    }
}
