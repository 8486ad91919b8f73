import SyncModel
import SyncServer
import TestSupport
import Testing

@testable import SyncClient

/// A server that was put back to an older copy of itself, whether it was told so or finds out.
@Suite struct PutBackTests {
    private let folder: TemporaryDirectory
    private let server: TeamServer

    init() throws {
        folder = try TemporaryDirectory()
        server = try TeamServer()
    }

    @Test(arguments: [true, false], [true, false])
    func `what the server lost comes back, whoever comes first`(isTold: Bool, isCopied: Bool) throws {
        var devices = try ["Ana", "Ben", "Cem"].map { try server.device($0, in: folder) }
        let fourth = try server.device("Dee", in: folder)
        try devices[0].write("At the backup.", of: "n0")
        for device in devices + [fourth] { try sync(device) }
        let backup = try server.store.copiedInMemory()

        var last: [String: String] = [:]
        for number in 0..<100 {
            if isCopied, number == 50 { devices.append(try twin(of: devices[0], "Ana's copy")) }
            let (writer, key) = (devices[number % devices.count], "n\(number % 17)")
            try sync(writer)
            try writer.write("Text \(number).", of: key)
            try sync(writer)
            last[key] = "Text \(number)."
        }
        try server.putBack(backup, isTold: isTold)
        try fourth.write("After the restore.", of: "new")
        try fourth.write("In sight of the backup.", of: "n0")
        try sync(fourth)

        let reports = try meet(devices + [fourth])
        #expect(Set(reports.prefix(3).map(\.isServerRestored)) == [true])
        #expect(reports.reduce(0) { $0 + $1.resent } > 0)
        let sides = Set([try #require(last["n0"]), "In sight of the backup."])
        for device in devices + [fourth] {
            for (key, text) in last where key != "n0" {
                #expect(try device.sides(of: key) == [text])
            }
            #expect(try device.shown(of: "new") == "After the restore.")
            #expect(try Set(device.sides(of: "n0")) == sides)
        }
    }

    @Test(arguments: [true, false])
    func `two texts under one name are both kept`(isTold: Bool) throws {
        let (ana, ben, twin) = try doubledName(isTold: isTold)
        try ben.write("In sight of the one.", to: Device.stance)

        try meet([ben, ana, twin])
        for device in [ana, ben, twin] {
            #expect(try Set(device.sides()) == ["Of the one life.", "Of the other life."])
            #expect(try device.sides(Device.stance) == ["In sight of the one."])
        }
        #expect(try ana.id != twin.id)
    }

    @Test func `an edit in sight of one text does not take the other of the same name away`() throws {
        let (ana, ben, twin) = try doubledName(isTold: false)
        try ben.write("Over the one life.")

        try meet([ben, ana, twin])
        for device in [ana, ben, twin] { #expect(try device.sides().contains("Of the other life.")) }
        for device in [ana, ben, twin] { #expect(try device.sides().contains("Over the one life.")) }
    }

    @Test func `a clock that was put back with the server does not pass off a new text as one that was seen`() throws {
        let (ana, ben) = (try server.device("Ana", in: folder), try server.device("Ben", in: folder))
        try ana.write("Before.")
        try meet([ana, ben])
        let (twin, backup) = (try twin(of: ana, "copy"), try server.store.copiedInMemory())
        let time = server.clock.now
        try ana.write("Of the one life.")
        try meet([ana, ben])
        try ben.write("Over the one life.")
        server.clock.advance(milliseconds: 3_600_000)
        try sync(ben)

        server.clock.advance(milliseconds: time - server.clock.now)
        try server.putBack(backup, isTold: false)
        try twin.write("Of the other life.")
        try sync(twin)
        try meet([ben, ana, twin])
        for device in [ana, ben, twin] {
            #expect(try Set(device.sides()).isSuperset(of: ["Over the one life.", "Of the other life."]))
        }
    }

    @Test func `a server put back twice to one copy has lost a life that it never heard of`() throws {
        let (ana, backup) = (try server.device("Ana", in: folder), try server.store.copiedInMemory())
        let (twin, again) = (try twin(of: ana, "copy"), try backup.copiedInMemory())
        try ana.write("One.", of: "n1")
        try ana.write("Two.", of: "n2")
        try sync(ana)
        try server.putBack(backup, isTold: false)
        #expect(try sync(ana).resent == 2)
        let lost = try epoch

        try server.putBack(again, isTold: false)
        try twin.write("Another second.", of: "n2")
        try sync(twin)
        #expect(try epoch != lost)
        try meet([ana, twin])
        #expect(try epoch != lost)
        for device in [ana, twin] {
            #expect(try device.sides(of: "n1") == ["One."])
            #expect(try Set(device.sides(of: "n2")) == ["Two.", "Another second."])
        }
        let life = try epoch
        try meet([ana, twin])
        #expect(try epoch == life, "once is enough")
    }

    @Test func `a name that two lives gave to two notes stands in one of them`() throws {
        let (ana, backup) = (try server.device("Ana", in: folder), try server.store.copiedInMemory())
        let twin = try twin(of: ana, "copy")
        try ana.write("Of the one life.", of: "n1")
        try sync(ana)
        try server.putBack(backup, isTold: false)
        try twin.write("Of the other life.", of: "n2")
        try sync(twin)
        try meet([ana, twin])
        for device in [ana, twin] {
            #expect(try device.sides(of: "n1") == ["Of the one life."])
            #expect(try device.sides(of: "n2") == ["Of the other life."])
            let names = try ["n1", "n2"].flatMap {
                try device.state($0).registers[Device.body]?.siblings.map(\.dot) ?? []
            }
            #expect(Set(names).count == 2)
        }
    }

    @Test func `a machine with the server and a replica on it is put back`() throws {
        let (ana, ben) = (try server.device("Ana", in: folder), try server.device("Ben", in: folder))
        try ana.write("Before.")
        try meet([ana, ben])
        let older = try twin(of: ana, "older")
        let backup = try server.store.copiedInMemory()
        try ana.write("Known to Ben alone.")
        try meet([ana, ben])
        try server.putBack(backup, isTold: false)
        try older.write("Written again.")
        try sync(older)
        try meet([ben, older])
        for device in [ben, older] {
            #expect(try Set(device.sides()) == ["Known to Ben alone.", "Written again."])
        }
    }

    @Test func `after the server was put back a replica writes under a new name, and knows its old ones`() throws {
        let ana = try server.device("Ana", in: folder)
        let backup = try server.store.copiedInMemory()
        try ana.write("Lost.")
        try sync(ana)
        let old = try ana.id
        try server.putBack(backup, isTold: true)
        let report = try ana.sync(try server.upstream(for: ana))
        #expect(report.isServerRestored && report.serverBackup == 1_675_555_200_000)
        #expect(report.resent == 1)
        #expect(try ana.id != old)
        #expect(try ana.replica.read { $0.identity.earlier }.contains(old))
        #expect(try ana.sync(try server.upstream(for: ana)).isServerRestored == false)
    }

    @Test func `a server that is put back amid a sync is read whole before anything is offered to it`() throws {
        let ana = try server.device("Ana", in: folder)
        for number in 0..<4 { try ana.write("Text \(number).", of: "n\(number)") }
        try sync(ana)
        let backup = try server.store.copiedInMemory()
        try ana.write("After the backup.", of: "late")
        try sync(ana)
        for number in 0..<3 { try ana.write("Again \(number).", of: "n\(number)") }

        var requests: [SyncRequest] = []
        let network = Network(server: try server.upstream(for: ana)) { [server] _, request in
            requests.append(request)
            if requests.count == 2 { try server.putBack(backup, isTold: true) }
            return try server.upstream(for: ana).sync(request)
        }
        var limits = Limits()
        limits.requestChanges = 2
        let report = try ana.sync(network, limits: limits)
        #expect(report.isServerRestored && report.isInStep == true && report.resent == 3)
        let fromTheBeginning = requests.filter { $0.cursor == nil }
        #expect(!fromTheBeginning.isEmpty && fromTheBeginning.allSatisfy(\.offers.isEmpty))
    }

    // MARK: Parts

    private var epoch: UInt64 {
        get throws { try server.store.read { try $0.epoch() } }
    }

    /// Ana's laptop and its copy gave one name to two texts, for the server was put back between them. Ben saw the first.
    private func doubledName(isTold: Bool) throws -> (ana: Device, ben: Device, twin: Device) {
        let (ana, ben) = (try server.device("Ana", in: folder), try server.device("Ben", in: folder))
        try ana.write("Before.")
        try meet([ana, ben])
        let twin = try twin(of: ana, "copy")
        let backup = try server.store.copiedInMemory()
        try ana.write("Of the one life.")
        try meet([ana, ben])
        try server.putBack(backup, isTold: isTold)
        try twin.write("Of the other life.")
        try sync(twin)
        return (ana, ben, twin)
    }

    /// A copy that nothing on the machine tells from its original.
    private func twin(of device: Device, _ name: String) throws -> Device {
        let twin = try Device(
            copying: device, to: folder.appending(name), seed: UInt64(name.utf8.count), keepingFingerprint: true)
        server.share(device, with: twin)
        return twin
    }

    @discardableResult private func sync(_ device: Device) throws -> SyncReport {
        server.clock.advance(milliseconds: 1_000)
        return try device.sync(try server.upstream(for: device))
    }

    /// Syncs each until all that anyone wrote has reached all, and expects the same on every side.
    @discardableResult private func meet(_ devices: [Device]) throws -> [SyncReport] {
        let first = try devices.map { try sync($0) }
        for device in devices + devices + devices { try sync(device) }
        let digests = try Set(devices.map { try $0.digest })
        #expect(digests.count == 1)
        for device in devices {
            #expect(try device.unsentCount == 0)
            #expect(try sync(device).isInStep == true)
        }
        return first
    }
}
