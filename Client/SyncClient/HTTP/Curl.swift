import CCurl

/// One libcurl handle, reused so that calls share a connection. It belongs to one thread at a time and blocks it.
///
/// HTTP/1.1 is pinned: libcurl resets every finished HTTP/2 stream, and servers that count resets hang up after some hundred.
/// Redirects are never followed, so what was checked in the address is all that is ever spoken to.
final class Curl {
    private static let stallBytesPerSecond = 16

    private static let isReady: Bool = curl_global_init(Int(CURL_GLOBAL_DEFAULT)) == CURLE_OK

    private let easy: UnsafeMutableRawPointer
    // The connections outlive each transfer here, and another thread may wake a wait on it.
    private let multi: UnsafeMutableRawPointer
    private let reason = UnsafeMutablePointer<CChar>.allocate(capacity: Int(CURL_ERROR_SIZE))
    private let settings: HTTPSettings
    private let stop: Stop
    /// The call that was begun before its answer was asked for.
    private var ahead: Call?

    init(settings: HTTPSettings, stop: Stop) {
        guard Curl.isReady, let easy = curl_easy_init(), let multi = curl_multi_init() else {
            preconditionFailure("libcurl lacks the memory to begin")
        }
        self.easy = easy
        self.multi = multi
        self.settings = settings
        self.stop = stop
    }

    deinit {
        leaveAhead()
        curl_easy_cleanup(easy)
        curl_multi_cleanup(multi)
        reason.deallocate()
    }

    /// Sends `request` and waits for the whole answer, or until it is asked to stop.
    func perform(_ request: HTTPRequest) throws(TransferFailure) -> HTTPAnswer {
        let call = callAhead(of: request) ?? call(request)
        let transfer = call.transfer
        let code = withExtendedLifetime(call) { run(transfer, for: request.atMost) }
        if transfer.isOverLimit { throw .tooLarge }
        guard code == CURLE_OK else { throw failure(code, of: request) }
        guard transfer.isHeadWhole else { throw .cut("The head of the answer lacks its end.") }
        return HTTPAnswer(status: transfer.status, headers: transfer.headers, body: transfer.body)
    }

    // MARK: Calls

    /// What libcurl must find where it is as long as a call lasts.
    private final class Call {
        let request: HTTPRequest
        let transfer: Transfer
        let headers: UnsafeMutablePointer<curl_slist>?

        init(_ request: HTTPRequest) {
            self.request = request
            transfer = Transfer(request)
            headers = request.headers.reduce(nil) { curl_slist_append($0, $1) }
        }

        deinit { curl_slist_free_all(headers) }
    }

    /// Sends a request whose answer will be asked for next. Nobody waits for it here: over a connection that is open the
    /// request is gone when this returns, the server is at work, and the kernel keeps what it answers.
    func begin(_ request: HTTPRequest) {
        leaveAhead()
        ahead = call(request)
        curl_multi_add_handle(multi, easy)
        var running: Int32 = 0
        curl_multi_perform(multi, &running)
    }

    /// The call that was begun, if it is the one that is asked for now; any other is broken off.
    private func callAhead(of request: HTTPRequest) -> Call? {
        guard let ahead, ahead.request.isSame(as: request) else {
            leaveAhead()
            return nil
        }
        self.ahead = nil
        return ahead
    }

    private func leaveAhead() {
        if ahead != nil { curl_multi_remove_handle(multi, easy) }
        ahead = nil
    }

    private func call(_ request: HTTPRequest) -> Call {
        let call = Call(request)
        reason.pointee = 0
        curl_easy_reset(easy)
        setTransport(request)
        setTrust()
        ccurl_set_text(easy, CURLOPT_URL, request.url)
        ccurl_set_list(easy, CURLOPT_HTTPHEADER, call.headers)
        setSink(call.transfer)
        request.body?.withUnsafeBytes(setBody)
        return call
    }

    // MARK: Options

    private func setTransport(_ request: HTTPRequest) {
        ccurl_set_long(easy, CURLOPT_HTTP_VERSION, Int(CURL_HTTP_VERSION_1_1))
        ccurl_set_text(easy, CURLOPT_PROTOCOLS_STR, request.scheme)
        ccurl_set_long(easy, CURLOPT_FOLLOWLOCATION, 0)
        ccurl_set_long(easy, CURLOPT_NETRC, Int(CURL_NETRC_IGNORED.rawValue))
        ccurl_set_long(easy, CURLOPT_NOSIGNAL, 1)
        // A record's name may be "..", which is no step up here.
        ccurl_set_long(easy, CURLOPT_PATH_AS_IS, 1)
        // A proxy named in the environment would be handed the token in the clear.
        if request.isLoopback { ccurl_set_text(easy, CURLOPT_NOPROXY, "*") }
        ccurl_set_long(easy, CURLOPT_SUPPRESS_CONNECT_HEADERS, 1)
        ccurl_set_long(easy, CURLOPT_CONNECTTIMEOUT, settings.connectSeconds)
        // A stall ends a transfer, its length never does: a first sync on a slow line may take an hour. What drips slower than
        // any line carries is a stall, too.
        ccurl_set_long(easy, CURLOPT_LOW_SPEED_LIMIT, Curl.stallBytesPerSecond)
        // A stream of news is all but silent when nothing happens; see `isSilent`.
        ccurl_set_long(easy, CURLOPT_LOW_SPEED_TIME, request.stream == nil ? settings.stallSeconds : 0)
        ccurl_set_text(easy, CURLOPT_USERAGENT, settings.program)
    }

    private func setTrust() {
        ccurl_set_long(easy, CURLOPT_SSL_VERIFYPEER, 1)
        ccurl_set_long(easy, CURLOPT_SSL_VERIFYHOST, 2)
        ccurl_set_long(easy, CURLOPT_SSLVERSION, Int(CURL_SSLVERSION_TLSv1_2))
        if !settings.pinnedKeys.isEmpty {
            ccurl_set_text(easy, CURLOPT_PINNEDPUBLICKEY, settings.pinnedKeys.joined(separator: ";"))
        }
        guard let authority = settings.certificateAuthority else { return }
        ccurl_set_text(easy, CURLOPT_CAINFO, authority)
        // A private authority stands instead of the system's, not beside them.
        ccurl_set_text(easy, CURLOPT_CAPATH, nil)
    }

    private func setBody(_ body: UnsafeRawBufferPointer) {
        ccurl_set_long(easy, CURLOPT_POST, 1)
        ccurl_set_size(easy, CURLOPT_POSTFIELDSIZE_LARGE, body.count)
        // libcurl copies it, for the call may outlive this one.
        ccurl_set_pointer(easy, CURLOPT_COPYPOSTFIELDS, UnsafeMutableRawPointer(mutating: body.baseAddress))
    }

    private func setSink(_ transfer: Transfer) {
        let context = Unmanaged.passUnretained(transfer).toOpaque()
        ccurl_set_pointer(easy, CURLOPT_ERRORBUFFER, reason)
        ccurl_set_pointer(easy, CURLOPT_HEADERDATA, context)
        ccurl_set_data_function(easy, CURLOPT_HEADERFUNCTION) { bytes, size, count, context in
            Transfer.of(context).takeHeader(UnsafeRawBufferPointer(start: bytes, count: size * count))
        }
        ccurl_set_pointer(easy, CURLOPT_WRITEDATA, context)
        ccurl_set_data_function(easy, CURLOPT_WRITEFUNCTION) { bytes, size, count, context in
            Transfer.of(context).takeBody(UnsafeRawBufferPointer(start: bytes, count: size * count))
        }
    }

    // MARK: Running

    private func run(_ transfer: Transfer, for atMost: Duration?) -> CURLcode {
        let deadline = atMost.map { ContinuousClock.now + $0 }
        // One that was begun before is there already, which libcurl says and takes no offence at.
        curl_multi_add_handle(multi, easy)
        defer { curl_multi_remove_handle(multi, easy) }
        nonisolated(unsafe) let multi = multi
        return stop.interrupting(by: { curl_multi_wakeup(multi) }) {
            if stop.isRequested { return CURLE_ABORTED_BY_CALLBACK }
            var running: Int32 = 0
            while curl_multi_perform(multi, &running) == CURLM_OK && running > 0 {
                let left = deadline.map { ContinuousClock.now.duration(to: $0) } ?? .seconds(1)
                // A stream that ends when it was to end did not fail; an answer that is not whole by then never came.
                if stop.isRequested || (left <= .zero && transfer.isStream) { return CURLE_ABORTED_BY_CALLBACK }
                if left <= .zero || isSilent(transfer) { return CURLE_OPERATION_TIMEDOUT }
                curl_multi_poll(multi, nil, 0, Int32(min(left, .seconds(1)) / .milliseconds(1)), nil)
            }
            var waiting: Int32 = 0
            return curl_multi_info_read(multi, &waiting)?.pointee.data.result ?? CURLE_FAILED_INIT
        }
    }

    /// Whether a stream lacks even the beats by which a server shows that it is still there. libcurl would measure bytes a
    /// second, of which a few beats a minute make none.
    private func isSilent(_ transfer: Transfer) -> Bool {
        transfer.isStream && transfer.lastArrival + .seconds(settings.stallSeconds) < .now
    }

    private func failure(_ code: CURLcode, of request: HTTPRequest) -> TransferFailure {
        let text = String(cString: reason.pointee == 0 ? curl_easy_strerror(code) : UnsafePointer(reason))
        return switch code {
        case CURLE_ABORTED_BY_CALLBACK: .stopped
        case CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_ISSUER_ERROR, CURLE_SSL_INVALIDCERTSTATUS,
            CURLE_SSL_CACERT_BADFILE, CURLE_SSL_PINNEDPUBKEYNOTMATCH:
            .untrusted(text, ends: certificateEnd(of: request))
        case CURLE_UNSUPPORTED_PROTOCOL, CURLE_URL_MALFORMAT, CURLE_WEIRD_SERVER_REPLY: .incomprehensible(text)
        default: hasBegun ? .cut(text) : .offline(text)
        }
    }

    /// When the certificate that was refused comes to its end, so that a person can be told. Nothing but a handshake is made,
    /// and nothing of what is shown in it is believed.
    private func certificateEnd(of request: HTTPRequest) -> Int? {
        curl_easy_reset(easy)
        setTransport(request)
        ccurl_set_text(easy, CURLOPT_URL, request.url)
        ccurl_set_long(easy, CURLOPT_CONNECT_ONLY, 1)
        ccurl_set_long(easy, CURLOPT_CERTINFO, 1)
        ccurl_set_long(easy, CURLOPT_SSL_VERIFYPEER, 0)
        ccurl_set_long(easy, CURLOPT_SSL_VERIFYHOST, 0)
        var shown: UnsafeMutablePointer<curl_certinfo>?
        guard run(Transfer(request), for: .seconds(settings.connectSeconds)) == CURLE_OK,
            ccurl_get_certificates(easy, &shown) == CURLE_OK, let chain = shown?.pointee, chain.num_of_certs > 0
        else { return nil }
        var line = chain.certinfo[0]
        while let entry = line?.pointee {
            let text = entry.data.map { String(cString: $0) } ?? ""
            if text.hasPrefix("Expire date:") { return Curl.seconds(ofDate: String(text.dropFirst(12))) }
            line = entry.next
        }
        return nil
    }

    /// Whether there was a connection, secured if it had to be, over which the last call could be made.
    private var hasBegun: Bool {
        var microseconds = 0
        ccurl_get_size(easy, CURLINFO_PRETRANSFER_TIME_T, &microseconds)
        return microseconds > 0
    }
}

// MARK: What libcurl reads better than we would

extension Curl {
    /// The parts of `url`, read by the parser that will use it; nil if it cannot be read or names a user.
    static func parts(of url: String) -> (scheme: String, host: String, port: String?)? {
        let parser = curl_url()
        defer { curl_url_cleanup(parser) }
        guard curl_url_set(parser, CURLUPART_URL, url, UInt32(CURLU_DISALLOW_USER)) == CURLUE_OK,
            let scheme = part(CURLUPART_SCHEME, of: parser), let host = part(CURLUPART_HOST, of: parser)
        else { return nil }
        return (scheme, host, part(CURLUPART_PORT, of: parser))
    }

    private static func part(_ part: CURLUPart, of parser: OpaquePointer?) -> String? {
        var text: UnsafeMutablePointer<CChar>?
        guard curl_url_get(parser, part, &text, 0) == CURLUE_OK, let text else { return nil }
        defer { curl_free(text) }
        return String(cString: text)
    }

    /// The seconds since 1970 that a date of HTTP names, or nil.
    static func seconds(ofDate text: String) -> Int? {
        let seconds = curl_getdate(text, nil)
        return seconds < 0 ? nil : seconds
    }
}
