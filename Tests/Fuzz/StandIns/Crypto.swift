/// Stands in for swift-crypto, which has nothing to say of decoding and takes minutes to build.
public enum SHA256 {
    public static func hash(data: some Sequence<UInt8>) -> [UInt8] {
        let sum = data.reduce(UInt64(14_695_981_039_346_656_037)) { ($0 ^ UInt64($1)) &* 1_099_511_628_211 }
        return (0..<32).map { UInt8(truncatingIfNeeded: sum >> (8 * UInt64($0 % 8))) }
    }
}
