/// Why a call brought no whole answer. The texts are libcurl's, for the log; they name hosts and never a token.
enum TransferFailure: Error, Hashable {
    /// No name, no route, nobody listening, or no handshake.
    case offline(String)
    /// The certificate was judged, and failed. It says itself when it ends, in seconds since 1970.
    case untrusted(String, ends: Int?)
    /// The connection ended, or stalled, before the answer did.
    case cut(String)
    /// What answered does not speak HTTP.
    case incomprehensible(String)
    case tooLarge
    /// We were asked to stop, or the time allowed was over.
    case stopped
}
