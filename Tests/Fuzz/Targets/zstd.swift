/// What comes compressed, on either side.
func complaint(_ bytes: [UInt8]) -> String? { ZstandardOracle.complaint(bytes) }
