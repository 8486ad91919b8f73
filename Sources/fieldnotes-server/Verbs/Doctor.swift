import ArgumentParser
import SyncServer

struct Doctor: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Read everything that is kept, and check that it is what was kept.")

    @OptionGroup var data: StoreOption
    @OptionGroup var json: JSONOption

    func run() throws {
        guard case .examined(let examination) = try data.ask(.examine) else { return }
        if json.isWanted {
            Output.answer("doctor", examination)
        } else {
            Output.say("Kept by \(examination.library).")
            for fault in examination.faults { Output.say("Damaged: \(fault)") }
            for advice in examination.advice { Output.say("Mind: \(advice)") }
            if examination.faults.isEmpty { Output.say("All is well.") }
        }
        guard examination.faults.isEmpty else {
            throw Complaint(.data, code: "damaged", "What is kept is damaged. Restore a backup.")
        }
    }
}
