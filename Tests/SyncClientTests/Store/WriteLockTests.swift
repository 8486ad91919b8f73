import Foundation
import TestSupport
import Testing

@testable import SyncClient

/// One process at a time writes; SQLite's own locks would let a second one checkpoint beside it.
@Suite struct WriteLockTests {
    @Test func `a write waits for whoever holds the lock beside the file`() throws {
        let folder = try TemporaryDirectory()
        let device = try Device("Sam", in: folder, seed: 1)
        let directory = device.directory
        let lock = open(directory + "/lock", O_RDWR)
        defer { close(lock) }
        try #require(flock(lock, LOCK_EX | LOCK_NB) == 0)
        let end = DispatchSemaphore(value: 0)
        Thread.detachNewThread {
            #expect(throws: Never.self) { try Device(reopening: directory, seed: 2).write("Patient.") }
            end.signal()
        }
        #expect(end.wait(timeout: .now() + 0.5) == .timedOut)
        flock(lock, LOCK_UN)
        #expect(end.wait(timeout: .now() + 10) == .success)
        #expect(try device.shown() == "Patient.")
    }

    @Test func `closing leaves the log alone, for it holds no lock`() throws {
        let folder = try TemporaryDirectory()
        let directory = try writtenAndClosed(in: folder)
        let log = try FileManager.default.attributesOfItem(atPath: directory + "/replica.sqlite-wal")
        #expect(try #require(log[.size] as? Int) > 0)
    }

    private func writtenAndClosed(in folder: TemporaryDirectory) throws -> String {
        let device = try Device("Sam", in: folder, seed: 1)
        try device.write("One.")
        return device.directory
    }
}
