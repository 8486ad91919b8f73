import Foundation
import SyncModel
import TestSupport
import Testing

@testable import SyncClient

/// A replica that is open while another file takes its place.
@Suite final class ReplacedFileTests: TwoLaptops {
    /// Makes Sam's replica anew, as another process would.
    /// - Returns: the path of the one that was set aside.
    private func recover() throws -> String {
        let surroundings = Device.surroundings(FixedClock(), seed: 9)
        let (_, name) = try Recovery.perform(at: sam.directory, surroundings) { _ in }
        return "\(sam.directory)/\(name)"
    }

    @Test func `whoever holds the old file neither writes nor reads it any more, and the new one has everything`()
        throws
    {
        try sam.write("Before.", of: "a")
        let old = try recover()
        let before = try Data(contentsOf: URL(filePath: old))
        #expect(throws: ReplicaError.replaced) { try sam.write("After.", of: "a") }
        #expect(throws: ReplicaError.replaced) { try sam.shown(of: "a") }
        #expect(throws: ReplicaError.replaced) { try sam.sync(try server.upstream(for: sam)) }
        let opened = try Device(reopening: sam.directory, seed: 10)
        try opened.write("After.", of: "b")
        #expect(try opened.shown(of: "a") == "Before.")
        #expect(try Data(contentsOf: URL(filePath: old)) == before)
    }

    @Test func `what is found gone is told as gone`() throws {
        try FileManager.default.removeItem(atPath: sam.directory + "/replica.sqlite")
        #expect(throws: ReplicaError.missing(path: sam.directory)) { try sam.write("After.", of: "a") }
    }
}
