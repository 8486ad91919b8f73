/// How large the parts of a note may be; sizes are bytes of UTF-8. A reference may be as long as a field's key has room for.
public enum NoteLimits {
    public static let bodyBytes = 65_536
    public static let tagBytes = 64
    public static let tags = 64
    public static let refs = 64
    public static let quoteBytes = 4_096
    public static let authorBytes = 256
}
