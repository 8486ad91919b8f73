/// An invitation, as a person pastes it.
func complaint(_ bytes: [UInt8]) -> String? { InvitationOracle.complaint(bytes) }
