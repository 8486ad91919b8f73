import Foundation
import Notebook
import SyncClient
import SyncModel

/// Stays with the server: syncs whenever something changes there, or here by another process, and goes on when the network
/// comes back. It ends when it is interrupted, or when waiting mends nothing.
struct Watch {
    private var run: SyncRun
    private var notebook: Notebook

    /// How often this device's outbox is looked at.
    private static let glanceSeconds = 1.0
    /// A server that was silent for so many glances is asked all the same.
    private static let glancesMax = 300
    private static let glancesWhenStuck = 30

    init(run: SyncRun, notebook: Notebook) {
        self.notebook = notebook
        // Whoever stays has time: one try, and then patience.
        var run = run
        run.tries = 1
        self.run = run
    }

    /// Returns never; throws `Complaint.interrupted`, and whatever a person has to mend.
    mutating func stay() throws {
        try run.desk.say("Watching \(run.connection.host). Ctrl-C ends it.")
        let ear = Ear()
        let interruption = run.interruption
        ear.listen(to: run.connection, until: interruption.stop, pausing: { interruption.pause(seconds: $0) })
        var patience = Patience()
        var isLost = false
        var held: Set<RecordID>?
        while run.interruption.cause == nil {
            do {
                let before = try unsentCount()
                let report = try run.perform()
                if isLost { try run.desk.say("Connected to \(run.connection.host) again.") }
                try tell(report, isHeldKnown: report.held?.records == held)
                held = report.held?.records
                ear.serverAnswered()
                patience.reset()
                isLost = false
                let left = try unsentCount()
                // Where more waits than before, an edit came too late for this sync.
                try wait(ear, stuck: report.sent == 0 && left == before ? left : 0)
            } catch let complaint as Complaint where complaint.mayPass {
                if !isLost { try mention(complaint) }
                isLost = true
                run.interruption.pause(seconds: patience.seconds(after: complaint.reason))
            } catch ReplicaError.replaced {
                try reopen()
            }
        }
        throw Complaint.interrupted(unsent: try unsentCount())
    }

    /// Goes on with the replica that a recovery put in the place of the one that was open.
    private mutating func reopen() throws {
        notebook = try run.desk.notebook(for: "sync")
        run.replica = notebook.replica
        try run.desk.say("The replica was made anew; watching goes on with the new one.")
    }

    /// Once, and without telling what to do next: that is being done.
    private func mention(_ complaint: Complaint) throws {
        var said = complaint
        said.next = nil
        try run.desk.complain(said)
    }

    /// - Parameter isHeldKnown: whether what waits for a person's word was told before: nobody is told every half minute.
    private func tell(_ report: SyncReport, isHeldKnown: Bool) throws {
        var said = try SyncAnswer(report, notebook, run.desk.dates)
        if isHeldKnown { said.warnings.removeAll { $0.code == Complaint.deletionsHeldCode } }
        if said.saysSomething { try run.desk.deliver(said.answer) }
    }

    /// Until something changed here or there.
    /// - Parameter stuck: how many edits the last sync could not send. They are tried again, but not every second.
    private func wait(_ ear: Ear, stuck: Int) throws {
        for glance in 1...Watch.glancesMax where run.interruption.cause == nil {
            if ear.wait(seconds: Watch.glanceSeconds) { return }
            let unsent = try unsentCount()
            guard unsent == stuck || unsent == 0 else { return }
            if unsent > 0, glance.isMultiple(of: Watch.glancesWhenStuck) { return }
        }
    }

    private func unsentCount() throws -> Int {
        try notebook.replica.read { try $0.unsentCount() }
    }
}

extension Complaint {
    /// Whether waiting may mend it. A certificate does not mend itself.
    fileprivate var mayPass: Bool { exit == .noConnection && code != "certificate" }

    fileprivate var reason: Patience.Reason {
        code == Complaint.busyCode ? .busy(seconds: waitSeconds) : .unreachable
    }
}
