/// The names of an object's members so far. Bytes tell them apart, not characters: two that only look alike are two.
struct MemberNames {
    /// Few names are looked through faster than they are hashed, and most objects have few.
    private static let fewMax = 16

    private var few: [String] = []
    private var many: Set<[UInt8]> = []

    /// Whether `name` is new.
    mutating func insert(_ name: String) -> Bool {
        guard few.count == MemberNames.fewMax else {
            let length = name.utf8.count
            guard !few.contains(where: { $0.utf8.count == length && $0.utf8.elementsEqual(name.utf8) }) else {
                return false
            }
            few.append(name)
            return true
        }
        if many.isEmpty { many = Set(few.map { Array($0.utf8) }) }
        return many.insert(Array(name.utf8)).inserted
    }
}
