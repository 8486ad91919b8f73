import Foundation

#if canImport(Glibc)
    import Glibc
#endif

/// The directory of one seed, which goes with it: in memory as a rule, for a disk would be waited for.
final class Folder {
    let path: String

    init(isOnDisk: Bool) throws {
        let memory = "/dev/shm"
        let isInMemory = !isOnDisk && access(memory, W_OK) == 0
        let parent = isInMemory ? memory : NSTemporaryDirectory()
        path = parent + "/fieldnotes-simulation-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }
}
