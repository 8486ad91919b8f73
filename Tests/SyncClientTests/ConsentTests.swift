import SyncModel
import TestSupport
import Testing

@testable import SyncClient

/// Most of a team's notes are not withdrawn at once before a person has said how many they are.
@Suite final class ConsentTests: TwoLaptops {
    private var requests: [SyncRequest] = []

    /// Sam's and Priya's laptops with so many notes, `deleted` of which Sam withdraws.
    private func withdraw(_ deleted: Int, of visible: Int) throws {
        for number in 0..<visible { try priya.write("Words.", of: "n\(number)") }
        for device in [priya, sam] { try device.sync(try server.upstream(for: device)) }
        for number in 0..<deleted { try sam.withdraw("n\(number)") }
    }

    private func sync(_ confirmed: Int? = nil, limits: Limits? = nil, to upstream: (any Upstream)? = nil) throws
        -> SyncReport
    {
        let server = try upstream ?? server.upstream(for: sam)
        let watched = Network(server: server) { server, request in
            self.requests.append(request)
            return try server.sync(request)
        }
        return try sam.replica.sync(
            with: watched, limits: limits, random: { 0 }, pause: { _ in }, confirmed: confirmed)
    }

    private func visible(to device: Device) throws -> Int {
        try device.sync(try server.upstream(for: device))
        return try device.replica.read { try $0.records.visibleCount($0.db) }
    }

    @Test func `so many deletions stay here until their number is given, and hold up nothing else`() throws {
        try withdraw(30, of: 40)
        try sam.write("Other words.", of: "n39")
        try sam.write("New.", of: "new")
        let report = try sync()
        #expect(report.held?.records.count == 30)
        #expect(report.held?.visible == 40)
        #expect(report.refusals.isEmpty && report.sent == 2 && report.isInStep == true)
        #expect(requests.flatMap(\.changes).allSatisfy { $0.assigns.deletes == nil })
        #expect(try sam.unsentCount == 30)
        #expect(try visible(to: priya) == 41)

        for wrong in [29, 31] { #expect(try sync(wrong).held?.records.count == 30) }
        #expect(try visible(to: priya) == 41)

        let confirmed = try sync(30)
        #expect(confirmed.held == nil && confirmed.sent == 30 && confirmed.isInStep == true)
        #expect(try visible(to: priya) == 11)
        #expect(try sam.digest == priya.digest)
    }

    @Test func `they are counted over all requests that they take`() throws {
        try withdraw(30, of: 40)
        var limits = Limits()
        limits.requestChanges = 10
        #expect(try sync(limits: limits).held?.records.count == 30)
        #expect(try visible(to: priya) == 40)
        requests = []
        #expect(try sync(30, limits: limits).sent == 30)
        #expect(requests.prefix(3).map(\.changes.count) == [10, 10, 10])
        #expect(requests.allSatisfy { $0.confirmed == 30 })
    }

    @Test func `a few deletions, and withdrawn notes that nobody saw, go unasked`() throws {
        try withdraw(20, of: 40)
        for number in 0..<30 {
            try sam.write("Mine.", of: "mine\(number)")
            try sam.withdraw("mine\(number)")
        }
        #expect(try sync().held == nil)
        #expect(try visible(to: priya) == 20)
    }

    @Test func `what was written before a deletion goes, and what was written after it waits`() throws {
        try withdraw(0, of: 40)
        for number in 0..<30 {
            try sam.write("Before.", of: "n\(number)")
            try sam.withdraw("n\(number)")
            try sam.write("After.", of: "n\(number)")
        }
        #expect(try sync().sent == 30)
        #expect(requests.flatMap(\.changes).count == 30)
        try priya.sync(try server.upstream(for: priya))
        #expect(try priya.shown(of: "n7") == "Before.")
        #expect(try sync(30).sent == 60)
        #expect(try visible(to: priya) == 10)
        #expect(try priya.shown(of: "n7") == "After.")
    }

    @Test func `where the server counts more than is known here, they stay unsent and go with the number`() throws {
        try withdraw(20, of: 40)
        #expect(try sync().sent == 20)
        for number in 20..<25 { try sam.withdraw("n\(number)") }
        let report = try sync()
        #expect(report.held?.records.count == 5)
        #expect(report.refusals.isEmpty && report.isInStep == true)
        #expect(try sam.unsentCount == 5)
        #expect(try sam.replica.read { try $0.quarantine() }.isEmpty)
        #expect(try visible(to: priya) == 20)
        #expect(try sync(5).sent == 5)
        #expect(try visible(to: priya) == 15)
    }

    @Test func `a note that is brought back waits no more`() throws {
        try withdraw(21, of: 40)
        #expect(try sync().held?.records.count == 21)
        try sam.replica.write { writer in
            let id = try Device.note("n3")
            try writer.edit(id, FieldMap([(.deleted, Value.null)]), sight: try writer.sight(of: id))
        }
        #expect(try sync().held == nil)
        #expect(try visible(to: priya) == 20)
        #expect(try !sam.state("n3").isHidden)
    }
}
