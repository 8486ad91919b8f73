/// A file of notes to import.
func complaint(_ bytes: [UInt8]) -> String? { ImportOracle.complaint(bytes) }
