// Names as they travel, written digit by digit where they are to stand: a state is half names, and a text made of each would
// cost more than all the rest of it.

extension JSONWriter {
    /// A dot, as `RID:n`.
    mutating func dot(_ dot: Dot) {
        quoted { bytes in
            Hex.append(dot.replica.bits, to: &bytes)
            bytes.append(UInt8(ascii: ":"))
            Decimal.append(dot.n, to: &bytes)
        }
    }

    /// 64 bits as 16 hexadecimal digits.
    mutating func hex(_ bits: UInt64) {
        quoted { Hex.append(bits, to: &$0) }
    }

    /// A replica as a member's name; the value is to follow.
    mutating func key(_ replica: ReplicaID) {
        hex(replica.bits)
        colon()
    }
}
