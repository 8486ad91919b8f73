/// The names of an object's members so far. Bytes tell them apart, not characters: two that only look alike are two.
struct MemberNames {
    /// Few names are looked through faster than they are hashed, and most objects have few.
    private static let fewMax = 16

    /// They stay where they lie in the text that is read.
    private var few: [UnsafeBufferPointer<UInt8>] = []
    private var many: Set<[UInt8]> = []

    /// Whether `name` is new.
    /// - Parameter lasts: whether its bytes stay where they are; those of a name with escapes do not.
    mutating func insert(_ name: UnsafeBufferPointer<UInt8>, lasts: Bool) -> Bool {
        guard many.isEmpty, lasts, few.count < MemberNames.fewMax else {
            if many.isEmpty { many = Set(few.map { Array($0) }) }
            return many.insert(Array(name)).inserted
        }
        guard !few.contains(where: { $0.count == name.count && $0.elementsEqual(name) }) else { return false }
        if few.isEmpty { few.reserveCapacity(MemberNames.fewMax) }
        few.append(name)
        return true
    }
}
