import Foundation

/// A folder that is emptied before and afterwards.
struct Scratch {
    let path: String

    init(_ path: String?) throws {
        self.path = path ?? NSTemporaryDirectory() + "fieldnotes-bench-\(getpid())"
        clear()
        try FileManager.default.createDirectory(atPath: self.path, withIntermediateDirectories: true)
    }

    func clear() { try? FileManager.default.removeItem(atPath: path) }
}
