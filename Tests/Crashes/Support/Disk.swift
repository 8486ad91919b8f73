import CrashDisk
import Foundation
import TestSupport

/// A disk for SQLite's files, on which power, a process or single acts can fail; `crash_disk.h` tells how.
///
/// Every replica and store on it must be closed before it is started again or let go of.
final class Disk: @unchecked Sendable {
    struct Acts: OptionSet {
        let rawValue: UInt32

        static let write = Acts(rawValue: CRASH_DISK_WRITE.rawValue)
        static let truncate = Acts(rawValue: CRASH_DISK_TRUNCATE.rawValue)
        static let sync = Acts(rawValue: CRASH_DISK_SYNC.rawValue)
    }

    let folder: TemporaryDirectory
    private let disk: OpaquePointer

    /// - Parameter seed: of what a power cut leaves.
    init(in folder: TemporaryDirectory, seed: UInt64) {
        self.folder = folder
        disk = crash_disk_insert(folder.path, seed)
    }

    convenience init(seed: UInt64) throws {
        self.init(in: try TemporaryDirectory(), seed: seed)
    }

    deinit { crash_disk_remove(disk) }

    /// How many acts were asked of it.
    var acts: Int { Int(crash_disk_acts(disk)) }
    /// Whether power failed or the process was killed.
    var isOff: Bool { crash_disk_is_off(disk) }

    func cutPower() { crash_disk_cut_power(disk) }
    /// Lets power fail in the midst of the act that comes after so many more.
    func cutPower(after acts: Int) { crash_disk_cut_power_after(disk, Int64(acts)) }
    /// Ends the process that uses it; what it wrote stays.
    func kill() { crash_disk_kill(disk) }
    /// Brings power, or a new process.
    func start() { crash_disk_start(disk) }

    /// Lets acts fail with SQLite's `code`, after so many of the same kinds went well.
    func fail(_ acts: Acts, after: Int = 0, count: Int = .max, code: Int32) {
        crash_disk_fail(disk, Int32(acts.rawValue), Int64(after), Int64(count), code)
    }

    func heal() { fail([], code: 0) }
}
