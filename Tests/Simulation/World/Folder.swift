import Foundation

#if canImport(Glibc)
    import Glibc
#endif

/// The directory of one seed, which goes with it. It lies in memory, where there is such a place: a disk would be waited for,
/// and no seed could tell the difference, for power goes from processes here and never from the machine.
final class Folder {
    let path: String

    init() throws {
        let memory = "/dev/shm"
        let parent = access(memory, W_OK) == 0 ? memory : NSTemporaryDirectory()
        path = parent + "/fieldnotes-simulation-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }
}
