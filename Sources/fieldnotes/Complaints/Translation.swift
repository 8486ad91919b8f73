extension Complaint {
    /// The complaint for an error of any kind; the sentences for those that are foreseen stand beside this file.
    init(about error: any Error) {
        self = error as? Complaint ?? .unexpected(String(describing: error))
    }
}
