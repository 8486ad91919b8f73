import HTTPTypes
import Hummingbird
import HummingbirdCore
import NIOCore

extension EventStreams {
    /// A stream of server-sent events that tells how far the team's order has come, now and whenever it moves.
    func response(to request: Request, for session: Session, workers: Workers) async throws -> Response {
        // Watching begins before the head is read, so that no move falls between the two.
        let wakeUps = wakeUps(for: session.device)
        let head = try await workers.run { try session.head() }
        let team = session.device.team
        let body = ResponseBody { writer in
            try await request.body.consumeWithCancellationOnInboundClose { _ in
                var told = self.head(of: team, atLeast: head)
                try await writer.write(.event(head: told))
                for await _ in wakeUps {
                    let now = self.head(of: team, atLeast: told)
                    try await writer.write(now > told ? .event(head: now) : .beat)
                    told = now
                }
            }
            try await writer.finish(nil)
        }
        return Response(
            status: .ok, headers: [.contentType: "text/event-stream", .cacheControl: "no-store"], body: body)
    }
}

extension ByteBuffer {
    fileprivate static func event(head: UInt64) -> ByteBuffer { ByteBuffer(string: "data: {\"head\":\(head)}\n\n") }

    /// A line that readers pass over.
    fileprivate static var beat: ByteBuffer { ByteBuffer(string: ":\n\n") }
}
