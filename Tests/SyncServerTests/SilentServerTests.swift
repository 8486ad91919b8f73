import Foundation
import TestSupport
import Testing

@testable import SyncServer

/// A server that took a command and never answers.
@Suite struct SilentServerTests {
    @Test func `an administrator's command does not wait for a silent server for ever`() throws {
        let folder = try TemporaryDirectory()
        let path = folder.appending("control.sock")
        let silent = try #require(listener(at: path))
        defer { close(silent) }
        let begun = ContinuousClock.now
        let call = ControlCall(path: path, patienceSeconds: 1)
        #expect(throws: AdminError.self) { try call.ask(AdminErrand(.createTeam(name: "north-shire"))) }
        #expect(ContinuousClock.now - begun < .seconds(10))
    }

    /// A socket that lets callers in, and does nothing for them.
    private func listener(at path: String) -> Int32? {
        let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: Array(path.utf8)) }
        let isListening = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size)) == 0 && listen(descriptor, 1) == 0
            }
        }
        return isListening ? descriptor : nil
    }
}
