import HTTPTypes
import Hummingbird
import NIOCore
import NIOHTTP1
import NIOHTTPTypes
import SyncModel

/// Stands between what arrives on a connection and whoever answers: turns away what is broken, too large or too slow, with a
/// problem document, and then closes, for nobody knows where the next request would begin.
final class RequestGuard: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPRequestPart
    typealias OutboundIn = HTTPResponsePart
    typealias OutboundOut = HTTPResponsePart

    /// How long a connection that was turned away is still read from, so that the answer is not lost in a reset.
    private static let farewell = TimeAmount.seconds(1)

    private let patience: Patience
    private let bodyBytesMax: Int
    private let onRefusal: @Sendable (Problem.Code) -> Void
    private var body: (begun: NIODeadline, bytes: Int)?
    private var isAnswering = false
    private var requestsUnderWay = 0
    private var isTurnedAway = false
    private var deadline: Scheduled<Void>?
    private var readerDeadline: Scheduled<Void>?

    init(patience: Patience, bodyBytesMax: Int, onRefusal: @escaping @Sendable (Problem.Code) -> Void) {
        self.patience = patience
        self.bodyBytesMax = bodyBytesMax
        self.onRefusal = onRefusal
    }

    func handlerAdded(context: ChannelHandlerContext) {
        setDeadline(context.eventLoop.now + patience.head, context) { $0.turnAway(RequestGuard.slowHead, $1) }
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        deadline?.cancel()
        readerDeadline?.cancel()
    }

    // MARK: What arrives

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard !isTurnedAway else { return }
        switch unwrapInboundIn(data) {
        case .head(let head):
            requestsUnderWay += 1
            body = (context.eventLoop.now, 0)
            watchBody(context)
            guard RequestGuard.isClear(head) else { return turnAway(RequestGuard.broken, context) }
            let length = head.headerFields[.contentLength].flatMap(Int.init) ?? 0
            guard length <= bodyBytesMax else { return turnAway(tooLarge, context) }
        case .body(let part):
            body?.bytes += part.readableBytes
            guard let body, body.bytes <= bodyBytesMax else { return turnAway(tooLarge, context) }
        case .end:
            body = nil
            deadline?.cancel()
        }
        context.fireChannelRead(data)
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        switch error {
        case HTTPParserError.headerOverflow: turnAway(RequestGuard.largeHead, context)
        case is HTTPParserError: turnAway(RequestGuard.broken, context)
        default: context.fireErrorCaught(error)
        }
    }

    /// Whether every reader would find the same end of this request, and the same server meant. The parser refuses two lengths,
    /// and a length beside chunks; it takes several codings, of which another reader may only see the first.
    private static func isClear(_ head: HTTPRequest) -> Bool {
        let codings = head.headerFields[values: .transferEncoding].map { $0.lowercased() }
        let otherHosts = head.headerFields.filter { $0.name.canonicalName == "host" }
        return (codings.isEmpty || codings == ["chunked"]) && otherHosts.isEmpty
    }

    // MARK: What is sent

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        guard !isTurnedAway else { return promise?.fail(ChannelError.ioOnClosedChannel) ?? () }
        switch unwrapOutboundIn(data) {
        case .head: isAnswering = true
        case .body: break
        case .end:
            isAnswering = false
            requestsUnderWay -= 1
        }
        context.write(data, promise: promise)
    }

    func channelWritabilityChanged(context: ChannelHandlerContext) {
        readerDeadline?.cancel()
        if !context.channel.isWritable {
            let channel = context.channel
            readerDeadline = context.eventLoop.scheduleTask(in: patience.reader) { channel.close(promise: nil) }
        }
        context.fireChannelWritabilityChanged()
    }

    // MARK: Turning away

    private static let slowHead = Problem(.tooSlow, "The request's head did not come in time.")
    private static let slowBody = Problem(.tooSlow, "The request's body came too slowly.")
    private static let largeHead = Problem(.tooLarge, "The request's head is over the limit of its size.")
    private static let broken = Problem(.malformed, "The request is no HTTP that this server takes.")

    private var tooLarge: Problem { Problem(.tooLarge, "A request may have \(bodyBytesMax) bytes.") }

    /// Answers with `problem` and closes. Where another answer is under way, it only closes: two would be taken for one.
    private func turnAway(_ problem: Problem, _ context: ChannelHandlerContext) {
        guard !isTurnedAway else { return }
        let mayAnswer = !isAnswering && requestsUnderWay <= 1
        isTurnedAway = true
        deadline?.cancel()
        onRefusal(problem.code)
        guard mayAnswer else { return context.close(promise: nil) }
        var (head, document) = problem.document()
        head.headerFields[.connection] = "close"
        context.write(wrapOutboundOut(.head(head)), promise: nil)
        context.write(wrapOutboundOut(.body(document)), promise: nil)
        context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
        context.close(mode: .output, promise: nil)
        let channel = context.channel
        context.eventLoop.scheduleTask(in: RequestGuard.farewell) { channel.close(promise: nil) }
    }

    /// A body may take its time as long as it comes at a fair pace: each byte earns its share of time.
    private func watchBody(_ context: ChannelHandlerContext) {
        guard let body else { return }
        let earned = TimeAmount.milliseconds(Int64(body.bytes) * 1000 / patience.bodyBytesPerSecond)
        let end = body.begun + patience.body + earned
        guard end > context.eventLoop.now else { return turnAway(RequestGuard.slowBody, context) }
        setDeadline(end, context) { $0.watchBody($1) }
    }

    private func setDeadline(
        _ end: NIODeadline, _ context: ChannelHandlerContext,
        _ act: @escaping (RequestGuard, ChannelHandlerContext) -> Void
    ) {
        deadline?.cancel()
        deadline = context.eventLoop.assumeIsolated().scheduleTask(deadline: end) { act(self, context) }
    }
}
