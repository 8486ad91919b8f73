import Hummingbird
import HummingbirdCore
import Logging
import NIOCore
import NIOSSL

/// A connection as it is made: encrypted where the server has a certificate, before anything else is read from it.
struct GuardedChannel: ServerChildChannel {
    let base: HTTP1Channel
    let encryption: Encryption?

    func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<HTTP1Channel.Value> {
        channel.eventLoop.makeCompletedFuture {
            guard let encryption else { return }
            try channel.pipeline.syncOperations.addHandler(NIOSSLServerHandler(context: encryption.context))
        }.flatMap { base.setup(channel: channel, logger: logger) }
    }

    func handle(value: HTTP1Channel.Value, logger: Logger) async {
        await base.handle(value: value, logger: logger)
    }
}
