import ArgumentParser
import Notebook
import SyncClient
import SyncModel

/// Makes a damaged replica anew from the server, with what was not sent.
struct Recover: WritingVerb {
    static let word = "recover"
    static let configuration = CommandConfiguration(
        commandName: word, abstract: "Make a damaged replica anew, with what was not sent.",
        discussion: """
            The damaged replica is set aside as replica.damaged-1 and never deleted. The team's notes come from the server; what \
            was not sent is read from the damaged replica. Ends with 5 if there is no connection; nothing is changed then.
            """)

    @OptionGroup var rehearsal: Rehearsal

    @OptionGroup var options: Options

    func answer(at desk: Desk) throws -> Answer {
        let place = try desk.places().replica
        let surroundings = Desk.surroundings(for: Recover.word, isRehearsal: desk.isRehearsal)
        if !desk.isRehearsal, try Recovery.finish(at: place, surroundings) {
            return .report("recover", ["finished": true], ["The recovery that was interrupted is finished."])
        }
        guard let fault = try Recover.fault(at: place, surroundings) else {
            return .report("recover", ["damage": nil], ["The replica is sound; nothing was done."])
        }
        if desk.isRehearsal { return RecoveryAnswer.preview(of: try Recovery.salvage(at: place, surroundings), fault) }
        let (outcome, name) = try Recovery.perform(at: place, surroundings) { recovery in
            try RecoveryRun(desk: desk, recovery: recovery, folder: place).perform()
        }
        return RecoveryAnswer(outcome: outcome, fault: fault, setAside: name).answer
    }

    /// What is wrong with the replica; nil where it is sound.
    private static func fault(at place: String, _ surroundings: Surroundings) throws -> String? {
        do {
            return try Replica(at: place, surroundings).damage()
        } catch ReplicaError.damaged(let detail) {
            return detail
        }
    }
}
