/// How long a busy server asks to be left alone.
enum RetryAfter {
    /// The seconds that a `Retry-After` names, at least 0; nil where it says nothing that can be used.
    ///
    /// A date is measured against `date`, the answer's own: both are the server's clock, so ours may be wrong by years.
    static func seconds(_ text: String?, date: String?) -> Int? {
        guard let text else { return nil }
        if !text.isEmpty, text.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }) {
            return Int(text)
        }
        guard let until = Curl.seconds(ofDate: text), let now = date.flatMap(Curl.seconds(ofDate:)) else { return nil }
        return max(0, until - now)
    }
}
