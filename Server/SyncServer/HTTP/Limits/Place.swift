#if canImport(Glibc)
    import Glibc
#endif

/// Where a request comes from, as far as limits care: an IPv4 address, or the network of an IPv6 one, for whoever has one
/// address of it has all of them.
enum Place {
    /// - Parameter peer: the address at the other end of the connection; nil where there is no network between.
    /// - Parameter told: what `X-Forwarded-For` says, which only `proxies` are believed in, each in its ``plain(_:)`` form.
    static func of(_ peer: String?, told: String?, proxies: Set<String>) -> String? {
        guard let peer else { return nil }
        guard let proxy = plain(peer), proxies.contains(proxy), let told else { return name(peer) }
        // Only the last entry is the proxy's own word; those before it are whatever the sender liked to say.
        let last = told.split(separator: ",").last.map { String($0.filter { $0 != " " }) } ?? ""
        return name(last) ?? name(peer)
    }

    /// Nil for what is no address.
    static func name(_ address: String) -> String? {
        let plain = plain(address)
        guard let six = plain.flatMap(bytes(of:)) else { return plain }
        let groups = stride(from: 0, to: 8, by: 2).map { UInt16(six[$0]) << 8 | UInt16(six[$0 + 1]) }
        return groups.map { String($0, radix: 16) }.joined(separator: ":") + "::/64"
    }

    /// The one spelling of an address that has several; nil for what is none.
    static func plain(_ address: String) -> String? {
        var four = in_addr()
        if inet_pton(AF_INET, address, &four) == 1 { return address }
        guard let six = bytes(of: address) else { return nil }
        // An IPv4 address in the clothes of an IPv6 one, as a listener for both kinds tells it.
        if six.prefix(12) == [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF] {
            return six.suffix(4).map { "\($0)" }.joined(separator: ".")
        }
        let groups = stride(from: 0, to: 16, by: 2).map { UInt16(six[$0]) << 8 | UInt16(six[$0 + 1]) }
        return groups.map { String($0, radix: 16) }.joined(separator: ":")
    }

    /// The 16 bytes of an IPv6 address; nil for what is none.
    private static func bytes(of address: String) -> [UInt8]? {
        var six = in6_addr()
        guard inet_pton(AF_INET6, address, &six) == 1 else { return nil }
        return withUnsafeBytes(of: &six) { Array($0) }
    }
}
