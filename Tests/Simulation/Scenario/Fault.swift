/// What can go wrong in a seed. Each seed draws its own few of these, so that one trouble does not always hide another.
enum Fault: String, CaseIterable, Hashable, Codable {
    // The way to the server and back.
    case loss, delay, duplicates, cuts, stalePages, failingServer
    // Clocks.
    case wrongClocks, jumpingClocks, frozenClocks, drift, serverClock
    // What happens to a device.
    case crashes, twoProcesses, clones, unnoticedClones, oldCopies
    // What happens to the team's server and to who may use it.
    case serverRestore, revocation
    // Who takes part, and how much fits into one message.
    case mixedClients, refusals, smallMessages
}
