import SyncServer
import TestSupport

/// How most stories of the service begin: a server, and the devices of Sam and Priya, which joined its team.
class TwoHands {
    let server: BareServer
    let sam: Hand
    let priya: Hand

    init() throws {
        server = try BareServer()
        sam = try Hand(server, device: "sam-laptop", replica: 1)
        priya = try Hand(server, member: "Priya Nair", device: "office-pc", replica: 2)
    }
}
