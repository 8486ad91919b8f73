import Foundation
import Testing

/// A disk that fails when it is told to, for the programs that are started with its `environment`.
final class FaultyDisk {
    enum Call: String, CaseIterable, Sendable {
        case write, sync, rename, read, mkdir
    }

    private let folder: Folder
    private let library: String
    private var orders = 0

    static var isPossible: Bool { FileManager.default.isExecutableFile(atPath: "/usr/bin/cc") }

    init() throws {
        folder = try Folder()
        library = "\(folder.path)/disk.so"
        let source = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "disk.c").path
        let words = ["-shared", "-fPIC", "-O1", "-o", library, source, "-ldl"].map { Array($0.utf8) }
        let run = try Child("/usr/bin/cc", words, environment: Programs.surroundings(home: folder.path)).finish()
        try #require(run.code == 0, "\(run)")
    }

    var environment: [String: String] { ["LD_PRELOAD": library, "FAULTY_ORDERS": "\(folder.path)/orders"] }

    /// Has each `call` fail on files below `place`, from the first-th (from 1) on, `count` times.
    func fail(_ call: Call, from first: Int, count: Int = 1_000_000, with error: Int32, below place: String) throws {
        orders += 1
        let line = "\(orders) \(call) \(first) \(first + count - 1) \(error) \(place)\n"
        _ = try folder.file("orders", line.utf8)
    }

    func heal() throws {
        try FileManager.default.removeItem(atPath: "\(folder.path)/orders")
    }

    /// Whether it has failed since it was last told to.
    var hasFailed: Bool { FileManager.default.fileExists(atPath: "\(folder.path)/orders.done-\(orders)") }
}
