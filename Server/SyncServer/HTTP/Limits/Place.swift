#if canImport(Glibc)
    import Glibc
#endif

/// Where a request comes from, as far as limits care: an IPv4 address, or the network of an IPv6 one, for whoever has one
/// address of it has all of them.
enum Place {
    /// - Parameter peer: the address at the other end of the connection; nil where there is no network between.
    /// - Parameter told: what `X-Forwarded-For` says, which only `proxies` are believed in.
    static func of(_ peer: String?, told: String?, proxies: Set<String>) -> String? {
        guard let peer else { return nil }
        guard proxies.contains(peer), let told else { return name(peer) }
        // Only the last entry is the proxy's own word; those before it are whatever the sender liked to say.
        let last = told.split(separator: ",").last.map { String($0.filter { $0 != " " }) } ?? ""
        return name(last) ?? name(peer)
    }

    /// Nil for what is no address.
    static func name(_ address: String) -> String? {
        var (four, six) = (in_addr(), in6_addr())
        if inet_pton(AF_INET, address, &four) == 1 { return address }
        guard inet_pton(AF_INET6, address, &six) == 1 else { return nil }
        let bytes = withUnsafeBytes(of: &six) { Array($0) }
        // An IPv4 address in the clothes of an IPv6 one.
        if bytes.prefix(12) == [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF] {
            return bytes.suffix(4).map { "\($0)" }.joined(separator: ".")
        }
        let groups = stride(from: 0, to: 8, by: 2).map { UInt16(bytes[$0]) << 8 | UInt16(bytes[$0 + 1]) }
        return groups.map { String($0, radix: 16) }.joined(separator: ":") + "::/64"
    }
}
