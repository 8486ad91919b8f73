import TestSupport

/// Drawing from a seed.
extension SeededGenerator {
    /// A number below `bound`; the slight bias does not matter here.
    mutating func below(_ bound: Int) -> Int { Int(next() >> 1) % bound }

    /// True `percent` times in a hundred.
    mutating func happens(_ percent: Int) -> Bool { below(100) < percent }

    mutating func pick<Element>(_ elements: [Element]) -> Element { elements[below(elements.count)] }

    /// A number from 1 up to `most`, small ones as likely as large ones of many more digits.
    mutating func span(upTo most: Int64) -> Int64 {
        let bits = below(64 - most.leadingZeroBitCount) + 1
        return min(most, 1 + Int64(next() >> (64 - UInt64(bits))))
    }
}
