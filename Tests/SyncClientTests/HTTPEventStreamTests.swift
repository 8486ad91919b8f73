import Foundation
import SyncModel
import Testing

@testable import SyncClient

/// Asks to stop after a tenth of a second, from another thread.
func requestSoon(_ stop: Stop) {
    Thread.detachNewThread {
        Thread.sleep(forTimeInterval: 0.1)
        stop.request()
    }
}

@Suite struct EventStreamTests {
    private static let head = ["Content-Type: text/event-stream", "Cache-Control: no-store"]

    private func stream(_ server: ScriptedServer, stop: Stop = Stop()) throws -> EventStream {
        var settings = HTTPSettings()
        settings.stallSeconds = 1
        let token = try #require(DeviceToken("ntk_" + String(repeating: "t", count: 43)))
        return EventStream(
            address: try ServerAddress("http://127.0.0.1:\(server.port)"), team: "north-shire", token: token,
            settings: settings, stop: stop)
    }

    private func begin(_ text: String) -> ScriptedServer.Step {
        .send(ScriptedServer.Step.bytes("200 OK", Self.head, Array(text.utf8)))
    }

    @Test func `heads are told until the server closes the stream`() throws {
        let server = ScriptedServer(
            begin(": awake\n\ndata: {\"he"), .pause(milliseconds: 20), .send(Array("ad\":7}\n".utf8)),
            .pause(milliseconds: 20), .send(Array("\ndata: {\"head\":9}\n\ndata: {\"head\":10}\n".utf8)))
        var heads: [UInt64] = []
        #expect(try stream(server).listen { heads.append($0) } == .closed)
        #expect(heads == [7, 9])
        #expect(server.requests.first?.head.hasPrefix("GET /v1/teams/north-shire/events HTTP/1.1\r\n") == true)
    }

    @Test func `a head is told at once, and a stop ends the waiting at once`() throws {
        let server = ScriptedServer(begin("data: {\"head\":7}\n\n"), .hold)
        let stop = Stop()
        let begun = ContinuousClock.now
        #expect(try stream(server, stop: stop).listen { _ in requestSoon(stop) } == .stopped)
        #expect(ContinuousClock.now - begun < .milliseconds(700))
    }

    @Test func `listening ends when its time is over`() throws {
        let server = ScriptedServer(begin("data: {\"head\":7}\n\n"), .hold)
        var heads: [UInt64] = []
        #expect(try stream(server).listen(for: .milliseconds(150)) { heads.append($0) } == .stopped)
        #expect(heads == [7])
    }

    @Test func `a stream that fell silent is given up`() throws {
        let server = ScriptedServer(begin("data: {\"head\":7}\n\n"), .hold)
        #expect(throws: UpstreamError.self) { try stream(server).listen { _ in } }
    }

    @Test func `a stream on which nothing happens stays as long as the server shows that it is there`() throws {
        let beats = (0..<8).flatMap { _ in [ScriptedServer.Step.send(Array(":\n\n".utf8)), .pause(milliseconds: 600)] }
        let server = ScriptedServer([
            [[begin("data: {\"head\":7}\n\n")] + beats + [.send(Array("data: {\"head\":8}\n\n".utf8))]]
        ])
        var heads: [UInt64] = []
        #expect(try stream(server).listen { heads.append($0) } == .closed)
        #expect(heads == [7, 8])
    }

    @Test func `a refused stream tells no heads`() throws {
        let server = ScriptedServer(.answer("401 Unauthorized", Self.head, Array("data: {\"head\":7}\n\n".utf8)))
        var heads: [UInt64] = []
        let problem = Problem(.unauthorized, "The server answered with status 401.")
        #expect(throws: UpstreamError.refused(problem)) { try stream(server).listen { heads.append($0) } }
        #expect(heads.isEmpty)
    }
}
