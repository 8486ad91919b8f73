/// The answer to a sync, or the past of a record, as a client reads it.
func complaint(_ bytes: [UInt8]) -> String? { MessageOracle.complaint(response: bytes) }
