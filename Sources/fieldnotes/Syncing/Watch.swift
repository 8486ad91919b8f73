import Foundation
import Notebook
import SyncClient
import SyncModel

/// Stays with the server: syncs whenever something changes there, or here by another process, and goes on when the network
/// comes back. It ends when it is interrupted, or when waiting mends nothing.
struct Watch {
    private let run: SyncRun
    private let notebook: Notebook

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
    func stay() throws {
        try run.desk.say("Watching \(run.connection.host). Ctrl-C ends it.")
        let ear = Ear()
        ear.listen(to: run.connection, until: run.interruption.stop, pausing: { run.interruption.pause(seconds: $0) })
        var patience = Patience()
        var isLost = false
        var idle = 0
        while run.interruption.cause == nil {
            do {
                let report = try run.perform()
                if isLost { try run.desk.say("Connected to \(run.connection.host) again.") }
                try tell(report)
                ear.serverAnswered()
                patience.reset()
                isLost = false
                // The first time, it may be an edit that came too late for this sync.
                idle = try report.sent == 0 && unsentCount() > 0 ? idle + 1 : 0
                try wait(ear, isStuck: idle > 1)
            } catch let complaint as Complaint where complaint.mayPass {
                if !isLost { try mention(complaint) }
                isLost = true
                run.interruption.pause(seconds: patience.seconds(after: complaint.reason))
            }
        }
        throw Complaint.interrupted(unsent: try unsentCount())
    }

    /// Once, and without telling what to do next: that is being done.
    private func mention(_ complaint: Complaint) throws {
        var said = complaint
        said.next = nil
        try run.desk.complain(said)
    }

    private func tell(_ report: SyncReport) throws {
        let said = try SyncAnswer(report, notebook, run.desk.dates)
        if said.saysSomething { try run.desk.deliver(said.answer) }
    }

    /// Until something changed here or there. What the last sync could not send is tried again, but not every second.
    private func wait(_ ear: Ear, isStuck: Bool) throws {
        for glance in 1...Watch.glancesMax where run.interruption.cause == nil {
            if ear.wait(seconds: Watch.glanceSeconds) { return }
            guard !isStuck || glance.isMultiple(of: Watch.glancesWhenStuck) else { continue }
            if try unsentCount() > 0 { return }
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
