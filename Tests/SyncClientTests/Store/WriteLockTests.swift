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

    @Test func `closing brings in the log, but not while another holds the lock`() throws {
        let folder = try TemporaryDirectory()
        let directory = try writtenAndClosed(in: folder) { _ in }
        #expect(logBytes(directory) == 0)
        let elsewhere = try TemporaryDirectory()
        var lock: Int32 = -1
        let busy = try writtenAndClosed(in: elsewhere) { directory in
            lock = open(directory + "/lock", O_RDWR)
            try #require(flock(lock, LOCK_EX | LOCK_NB) == 0)
        }
        #expect(logBytes(busy) > 0)
        close(lock)
    }

    private func writtenAndClosed(
        in folder: TemporaryDirectory, beforeClosing act: (_ directory: String) throws -> Void
    ) throws -> String {
        let device = try Device("Sam", in: folder, seed: 1)
        try device.write("One.")
        try act(device.directory)
        return device.directory
    }

    private func logBytes(_ directory: String) -> Int {
        let log = try? FileManager.default.attributesOfItem(atPath: directory + "/replica.sqlite-wal")
        return log?[.size] as? Int ?? 0
    }
}
