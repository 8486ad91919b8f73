import SyncModel
import TestSupport
import Testing

@testable import SyncClient

/// What two or three people's replicas come to, through the real service on a real store.
@Suite struct SyncStoryTests {
    let folder: TemporaryDirectory
    let server: TeamServer
    let sam: Device
    let priya: Device
    let dana: Device

    init() throws {
        folder = try TemporaryDirectory()
        server = try TeamServer()
        sam = try server.device("Sam", in: folder)
        priya = try server.device("Priya", in: folder)
        dana = try server.device("Dana", in: folder)
        try sam.write("One.\n\nTwo.\n\nThree.")
        try sync(sam, priya, dana)
    }

    private func sync(_ devices: Device...) throws {
        for device in devices { try device.sync(try server.upstream(for: device)) }
    }

    private func expectInStep(_ devices: Device...) throws {
        #expect(try Set(devices.map { try $0.digest }).count == 1)
        #expect(try devices.allSatisfy { try $0.unsentCount == 0 })
    }

    @Test(arguments: [true, false])
    func `edits of different paragraphs and fields come together, whoever syncs first`(samFirst: Bool) throws {
        try sam.write("One, by Sam.\n\nTwo.\n\nThree.")
        try priya.write("One.\n\nTwo.\n\nThree, by Priya.")
        try priya.write("support", to: Device.stance)
        if samFirst { try sync(sam, priya, sam, dana) } else { try sync(priya, sam, priya, dana) }
        for device in [sam, priya, dana] {
            #expect(try device.shown() == "One, by Sam.\n\nTwo.\n\nThree, by Priya.")
            #expect(try device.shown(Device.stance) == "support")
            #expect(try !device.isConflict())
        }
        try expectInStep(sam, priya, dana)
    }

    @Test func `what came together is counted, and what a person must settle is not`() throws {
        try sync(sam, priya)
        try sam.write("support", to: Device.stance)
        try priya.write("One, by Priya.\n\nTwo.\n\nThree.")
        try sync(sam)
        #expect(try priya.sync(try server.upstream(for: priya)).merged == 1)
        try sync(sam)
        try sam.write("One, by Sam again.\n\nTwo.\n\nThree.")
        try priya.write("One, by Priya again.\n\nTwo.\n\nThree.")
        try sync(sam)
        #expect(try priya.sync(try server.upstream(for: priya)).merged == 0)
        #expect(try priya.isConflict())
    }

    @Test func `one paragraph changed by two is a conflict on every replica, until a third settles it`() throws {
        try sam.write("One, by Sam.\n\nTwo.\n\nThree.")
        try priya.write("One, by Priya.\n\nTwo.\n\nThree.")
        try sync(sam, priya, sam, dana)
        for device in [sam, priya, dana] {
            #expect(try device.isConflict())
            #expect(
                try Set(device.sides()) == ["One, by Sam.\n\nTwo.\n\nThree.", "One, by Priya.\n\nTwo.\n\nThree."])
            #expect(try device.state().base(Device.body, rule: .text)?.text == "One.\n\nTwo.\n\nThree.")
        }
        try dana.settle("One, by both.\n\nTwo.\n\nThree.")
        try sync(dana, sam, priya)
        for device in [sam, priya, dana] {
            #expect(try !device.isConflict())
            #expect(try device.sides() == ["One, by both.\n\nTwo.\n\nThree."])
        }
        try expectInStep(sam, priya, dana)
    }

    @Test func `a note that one withdrew and another edited stays visible, for a person to settle`() throws {
        try sam.withdraw()
        try priya.write("One, still needed.\n\nTwo.\n\nThree.")
        try sync(sam, priya, sam)
        for device in [sam, priya] {
            #expect(try !device.state().isHidden)
            #expect(try device.state().isDeletionDisputed)
            #expect(try device.shown() == "One, still needed.\n\nTwo.\n\nThree.")
        }
    }

    @Test func `a note withdrawn in sight of all of it is hidden everywhere, text and all its history kept`() throws {
        try priya.withdraw()
        try sync(priya, sam)
        #expect(try sam.state().isHidden)
        #expect(try sam.shown() == "One.\n\nTwo.\n\nThree.")
    }

    @Test(arguments: [-3_650, -3, 3, 3_650])
    func `a clock wrong by days or years loses nothing and hides nothing`(days: Int64) throws {
        priya.clock.advance(milliseconds: days * 86_400_000)
        try priya.write("One, from another time.\n\nTwo.\n\nThree.")
        try sync(priya, sam)
        #expect(try sam.shown() == "One, from another time.\n\nTwo.\n\nThree.")
        try sam.write("One, in sight of that.\n\nTwo.\n\nThree.")
        try sync(sam, priya)
        for device in [sam, priya] {
            #expect(try device.sides() == ["One, in sight of that.\n\nTwo.\n\nThree."])
        }
        try expectInStep(sam, priya)
    }

    @Test func `a person's own edits keep their order when the clock jumps back`() throws {
        try sam.write("Later.")
        try sync(sam)
        sam.clock.advance(milliseconds: -86_400_000)
        try sam.write("Latest.")
        try sync(sam, priya)
        #expect(try priya.sides() == ["Latest."])
    }

    @Test func `a text opened before the edit it shows was sent, and saved after, replaces that edit`() throws {
        try sam.write("Unsent.", of: "d")
        let id = try Device.note("d")
        let opened = try sam.replica.write { try $0.sight(of: id) }
        try sync(sam)
        try sam.replica.write { writer in
            try writer.edit(id, FieldMap([(Device.body, Value(text: "Saved late."))]), sight: opened)
        }
        #expect(try sam.sides(of: "d") == ["Saved late."])
    }

    @Test func `a copied replica heals by itself, and both texts live`() throws {
        try sam.write("Before the copy.", of: "m")
        let copy = try Device(copying: sam, to: folder.appending("copy"), seed: 77)
        try sam.write("One, on the laptop.\n\nTwo.\n\nThree.")
        try copy.write("One, on the copy.\n\nTwo.\n\nThree.")
        try sam.sync(try server.upstream(for: sam))
        try copy.sync(try server.upstream(for: sam))
        try sync(sam, priya)
        #expect(try copy.id != sam.id)
        for device in [sam, copy, priya] {
            #expect(
                try Set(device.sides()) == [
                    "One, on the laptop.\n\nTwo.\n\nThree.", "One, on the copy.\n\nTwo.\n\nThree.",
                ])
            #expect(try device.shown(of: "m") == "Before the copy.")
            #expect(try !device.isConflict(of: "m"))
        }
        try expectInStep(sam, copy, priya)
    }

    @Test func `a copy made without any trace of it is noticed by the server`() throws {
        let copy = try Device(copying: sam, to: folder.appending("copy"), seed: 77, keepingFingerprint: true)
        try sam.write("On the laptop.", of: "a")
        try copy.write("On the copy.", of: "b")
        try sam.sync(try server.upstream(for: sam))
        let report = try copy.sync(try server.upstream(for: sam))
        try sync(sam, priya)
        #expect(report.isRenamed)
        for device in [sam, copy, priya] {
            #expect(try device.shown(of: "a") == "On the laptop.")
            #expect(try device.shown(of: "b") == "On the copy.")
        }
        try expectInStep(sam, copy, priya)
    }

    @Test func `a server that knows nothing any more is given everything back`() throws {
        try priya.write("Only Priya has sent this.", of: "p")
        try sync(priya, sam)
        let emptied = try TeamServer(identity: server.identity)
        for device in [sam, priya, dana] { try emptied.join(device) }
        let report = try sam.sync(try emptied.upstream(for: sam))
        #expect(report.isServerRestored)
        try dana.sync(try emptied.upstream(for: dana))
        try priya.sync(try emptied.upstream(for: priya))
        try sam.sync(try emptied.upstream(for: sam))
        try dana.sync(try emptied.upstream(for: dana))
        #expect(try dana.shown(of: "p") == "Only Priya has sent this.")
        #expect(try dana.shown() == "One.\n\nTwo.\n\nThree.")
        try expectInStep(sam, priya, dana)
    }

    @Test func `a record that nobody here knows what to make of is given back too`() throws {
        let plan = try #require(RecordID(collection: "plan", key: "x.1"))
        try sam.replica.write { writer in
            try writer.edit(plan, FieldMap([(FieldKey(known: "later"), Value(text: "words"))]), sight: Sight())
        }
        try sync(sam)
        let emptied = try TeamServer(identity: server.identity)
        for device in [sam, priya] { try emptied.join(device) }
        try sam.sync(try emptied.upstream(for: sam))
        try priya.sync(try emptied.upstream(for: priya))
        #expect(try priya.replica.read { try $0.record(plan).acknowledged.registers.isEmpty } == false)
        try expectInStep(sam, priya)
    }

    @Test func `another team of the same name, on another server, is another team`() throws {
        try priya.write("Of our team.", of: "p")
        try sync(priya)
        let foreign = try TeamServer()
        #expect(throws: ReplicaError.otherTeam(TeamServer.team)) { try foreign.join(priya) }
        #expect(try priya.shown(of: "p") == "Of our team.")
        try sync(priya)
        try expectInStep(priya)
    }

    @Test func `a server that knows nothing takes nothing from a replica`() throws {
        try priya.write("Ours.", of: "p")
        try sync(priya)
        let empty = try TeamServer(identity: server.identity)
        try empty.join(priya)
        try priya.sync(try empty.upstream(for: priya))
        #expect(try priya.shown(of: "p") == "Ours.")
        #expect(try priya.shown() == "One.\n\nTwo.\n\nThree.")
    }
}
