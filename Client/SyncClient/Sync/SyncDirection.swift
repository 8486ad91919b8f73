/// Which way a sync goes; both is the rule.
public enum SyncDirection: Sendable {
    case both, sendOnly, receiveOnly
}
