/// The program's arguments, taken from their bytes: Swift's own reading of them would mend broken UTF-8 in silence, and then
/// other words would be saved than were typed.
enum ArgumentBytes {
    /// All arguments but the program's name. Throws `Complaint.brokenText` for the first that is not UTF-8.
    static func words(_ arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>, count: Int) throws -> [String] {
        try (1..<max(count, 1)).compactMap { place in
            guard let bytes = arguments[place] else { return nil }
            guard let word = String(validatingCString: bytes) else { throw Complaint.brokenText(argument: place) }
            return word
        }
    }
}
