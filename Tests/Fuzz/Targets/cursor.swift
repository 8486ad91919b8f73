/// A cursor, as it comes back from a client.
func complaint(_ bytes: [UInt8]) -> String? { CursorOracle.complaint(bytes) }
