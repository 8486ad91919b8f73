import HTTPTypes
import NIOCore
import NIOEmbedded
import NIOHTTP1
import NIOHTTPTypes
import SyncModel
import Testing

@testable import SyncServer

/// Those who send or take too slowly or too much, by a clock that the test moves.
@Suite struct RequestGuardTests {
    private let channel: EmbeddedChannel
    private let head: HTTPRequestPart

    init() throws {
        channel = EmbeddedChannel()
        let handler = RequestGuard(patience: Patience(), bodyBytesMax: 50_000, onRefusal: { _ in })
        try channel.pipeline.syncOperations.addHandler(handler)
        try channel.connect(to: SocketAddress(ipAddress: "127.0.0.1", port: 1)).wait()
        head = .head(HTTPRequest(method: .post, scheme: "http", authority: "a", path: "/"))
    }

    private func send(_ count: Int) throws {
        try channel.writeInbound(HTTPRequestPart.body(ByteBuffer(repeating: 0x20, count: count)))
    }

    private func wait(_ seconds: Int64) { channel.embeddedEventLoop.advanceTime(by: .seconds(seconds)) }

    /// The status of what was answered, and whether the connection is closed once nobody is left to hear it.
    private func ending() throws -> (status: Int?, isClosed: Bool) {
        guard case .head(let head)? = try channel.readOutbound(as: HTTPResponsePart.self) else {
            return (nil, !channel.isActive)
        }
        wait(2)
        return (head.status.code, !channel.isActive)
    }

    @Test func `a head that does not come in time is waited for no longer`() throws {
        wait(9)
        #expect(try ending() == (nil, false))
        wait(1)
        #expect(try ending() == (408, true))
    }

    @Test func `a body that comes byte by byte is waited for no longer`() throws {
        try channel.writeInbound(head)
        for _ in 0..<9 {
            try send(1)
            wait(1)
        }
        #expect(try ending() == (nil, false))
        wait(2)
        #expect(try ending() == (408, true))
    }

    @Test func `a body that comes at a fair pace may take its time`() throws {
        try channel.writeInbound(head)
        for _ in 0..<30 {
            try send(1_100)
            wait(1)
        }
        #expect(try ending() == (nil, false))
    }

    @Test func `while a request is answered nobody is hurried`() throws {
        try channel.writeInbound(head)
        try channel.writeInbound(HTTPRequestPart.end(nil))
        wait(3_600)
        #expect(try ending() == (nil, false))
    }

    @Test func `a body over the limit is refused, whether it was announced or only came`() throws {
        try channel.writeInbound(head)
        try send(50_000)
        #expect(try ending() == (nil, false))
        try send(1)
        #expect(try ending() == (413, true))
    }

    @Test func `a body that is announced as too large is refused before it comes`() throws {
        var request = HTTPRequest(method: .post, scheme: "http", authority: "a", path: "/")
        request.headerFields[.contentLength] = "50001"
        try channel.writeInbound(HTTPRequestPart.head(request))
        #expect(try ending() == (413, true))
    }

    @Test func `what is no HTTP is refused, and nothing is read after it`() throws {
        channel.pipeline.fireErrorCaught(HTTPParserError.invalidHeaderToken)
        try channel.writeInbound(head)
        #expect(try channel.readInbound(as: HTTPRequestPart.self) == nil)
        #expect(try ending() == (400, true))
    }

    @Test func `in the midst of an answer there is no second one, only the end`() throws {
        try channel.writeInbound(head)
        try channel.writeOutbound(HTTPResponsePart.head(HTTPResponse(status: .ok)))
        channel.pipeline.fireErrorCaught(HTTPParserError.invalidHeaderToken)
        #expect(try ending().status == 200)
        #expect(try ending() == (nil, true))
    }

    @Test func `a reader who takes nothing is waited for no longer than a minute`() throws {
        try channel.writeInbound(head)
        try channel.writeInbound(HTTPRequestPart.end(nil))
        channel.isWritable = false
        channel.pipeline.fireChannelWritabilityChanged()
        wait(59)
        #expect(channel.isActive)
        channel.isWritable = true
        channel.pipeline.fireChannelWritabilityChanged()
        wait(60)
        #expect(channel.isActive)
        channel.isWritable = false
        channel.pipeline.fireChannelWritabilityChanged()
        wait(61)
        #expect(!channel.isActive)
    }
}
