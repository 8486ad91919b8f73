/// One call: a POST where there is a body, else a GET.
struct HTTPRequest {
    /// `https`, or `http` to this machine alone.
    let scheme: String
    /// Whether the host is literally this machine.
    let isLoopback: Bool
    /// The whole address, percent-encoded.
    let url: String
    var headers: [String] = []
    var body: [UInt8]?
    /// An answer of more bytes is refused as it arrives.
    var answerBytesMax: Int
    /// After this long the call is stopped, however well it goes.
    var atMost: Duration?
    /// Takes the body of a 200 as it arrives, instead of the answer; it has no limit then.
    var stream: ((UnsafeRawBufferPointer) -> Void)?

    /// Whether the same is asked of the same, to be answered in the same way.
    func isSame(as other: HTTPRequest) -> Bool {
        url == other.url && headers == other.headers && body == other.body && stream == nil && other.stream == nil
    }
}

/// A whole answer.
struct HTTPAnswer {
    let status: Int
    /// By name, in lower case.
    let headers: [String: String]
    let body: [UInt8]

    /// The media type without its parameters, in lower case.
    var mediaType: String? {
        headers["content-type"]?.prefix { $0 != ";" && $0 != " " }.lowercased()
    }
}
