/// The request of a sync, as the server reads it.
func complaint(_ bytes: [UInt8]) -> String? { MessageOracle.complaint(request: bytes) }
