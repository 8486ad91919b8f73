import TestSupport

/// How most stories begin: a server, and the laptops of Sam and Priya, which joined its team.
class TwoLaptops {
    let folder: TemporaryDirectory
    let server: TeamServer
    let sam: Device
    let priya: Device

    init() throws {
        folder = try TemporaryDirectory()
        server = try TeamServer()
        sam = try server.device("Sam", in: folder)
        priya = try server.device("Priya", in: folder)
    }
}
