import HTTPTypes
import Hummingbird
import NIOCore

/// A body ready to be sent: compressed where that is wanted and worth it.
struct Answer: Sendable {
    /// Fewer bytes than this are not worth compressing.
    static let compressionBytesMin = 1024

    private let mediaType: String
    private let bytes: [UInt8]
    private let isCompressed: Bool

    init(_ bytes: [UInt8], mediaType: String, acceptsZstandard: Bool) {
        self.mediaType = mediaType
        isCompressed = acceptsZstandard && bytes.count >= Answer.compressionBytesMin
        self.bytes = isCompressed ? Zstandard.deflated(bytes) : bytes
    }

    var response: Response {
        var headers: HTTPFields = [.contentType: mediaType, .vary: "Accept-Encoding", .cacheControl: "no-store"]
        if isCompressed { headers[.contentEncoding] = "zstd" }
        return Response(status: .ok, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
    }
}

extension Request {
    /// Whether the sender understands zstd: it is named among what it accepts, and not with a weight of 0.
    var acceptsZstandard: Bool {
        (headers[.acceptEncoding] ?? "").split(separator: ",").contains { item in
            let parts = item.split(separator: ";").map { $0.filter { $0 != " " }.lowercased() }
            return parts.first == "zstd"
                && !parts.dropFirst().contains { ["q=0", "q=0.0", "q=0.00", "q=0.000"].contains($0) }
        }
    }
}
