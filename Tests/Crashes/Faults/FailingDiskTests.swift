import SyncModel
import SyncServer
import Testing

@testable import SyncClient

/// Nothing is answered for that a failing disk did not keep, and once it is well again all goes on without a manual step.
@Suite struct FailingDiskTests {
    @Test(arguments: ReplicaAct.allCases, DiskFault.allCases)
    func `a replica tells of a disk that fails, and keeps what it saves later`(act: ReplicaAct, fault: DiskFault) throws
    {
        let stage = try ReplicaStage(act)
        let unharmed = try stage.laptop()
        let before = try unharmed.dump()
        try stage.play(on: unharmed)
        let after = try unharmed.dump()
        unharmed.close()
        var good = 0
        while try isHarmed(stage, fault, after: good, [before, after]) { good += fault.stride(at: good) }
        #expect(good > 0, "nothing failed")
    }

    /// - Returns: whether the act asked for more of the disk than so many acts that went well.
    private func isHarmed(_ stage: ReplicaStage, _ fault: DiskFault, after good: Int, _ states: [Dump]) throws -> Bool {
        let laptop = try stage.laptop()
        try laptop.pragma("")
        laptop.disk.fail(fault.acts, after: good, code: fault.code)
        var isHarmed = false
        do {
            try stage.play(on: laptop)
        } catch let error as ReplicaError {
            isHarmed = true
            #expect(error.isOf(fault), "\(error)")
        }
        laptop.disk.heal()
        laptop.close()
        let found = try laptop.dump()
        #expect(isHarmed ? states.contains(found) : found == states[1], "after \(good)")
        try laptop.write("Later words.", to: "z")
        laptop.disk.cutPower()
        laptop.close()
        laptop.disk.start()
        #expect(try laptop.text(of: "z") == "Later words.", "after \(good)")
        #expect(try laptop.replica.damage() == nil)
        #expect(try laptop.sync(stage.upstream()).isInStep == true)
        return isHarmed
    }

    @Test(arguments: DiskFault.allCases)
    func `a server with a disk that fails asks for patience, and keeps what it accepts later`(fault: DiskFault) throws {
        let stage = try PushStage()
        let before = try stage.office().dump()
        var good = 0
        while try isHarmed(stage, fault, after: good, before) { good += fault.stride(at: good) }
        #expect(good > 0, "nothing failed")
    }

    private func isHarmed(_ stage: PushStage, _ fault: DiskFault, after good: Int, _ before: Dump) throws -> Bool {
        let office = try stage.office()
        _ = try office.session(of: "Sam")
        office.disk.fail(fault.acts, after: good, code: fault.code)
        var isHarmed = false
        do {
            _ = try office.session(of: "Sam").sync(stage.request)
        } catch UpstreamError.busy(_, let problem) {
            isHarmed = true
            #expect(problem?.code == .unavailable)
        }
        if isHarmed { #expect(try office.dump() == before) }
        office.disk.heal()
        // The same process goes on, or another, to which the kernel shows all that was ever written.
        if good.isMultiple(of: 2) {
            office.disk.kill()
            office.close()
            office.disk.start()
        }
        _ = try office.session(of: "Priya").sync(stage.later)
        office.disk.cutPower()
        office.close()
        office.disk.start()
        #expect(try stage.later.changes.allSatisfy { try office.keeps($0.dot) }, "after \(good)")
        #expect(try office.store.damage().isEmpty)
        _ = try office.session(of: "Sam").sync(stage.request)
        return isHarmed
    }
}

extension ReplicaError {
    /// Whether this is how the fault is to be told of.
    fileprivate func isOf(_ fault: DiskFault) -> Bool {
        switch self {
        case .diskFull: fault.isFull
        case .disk: !fault.isFull
        default: false
        }
    }
}
