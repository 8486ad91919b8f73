public import Foundation

/// A directory of its own for one test, which goes when the test lets go of it.
public final class TemporaryDirectory: Sendable {
    public let url: URL

    public init() throws {
        url = FileManager.default.temporaryDirectory.appending(path: "fieldnotes-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: false)
    }

    deinit { try? FileManager.default.removeItem(at: url) }

    public var path: String { url.path(percentEncoded: false) }

    public func appending(_ name: String) -> String { url.appending(path: name).path(percentEncoded: false) }
}
