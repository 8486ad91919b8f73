/// Some measures of one thing.
struct Times {
    private let sorted: [Double]

    init(_ measures: [Double]) {
        sorted = measures.sorted()
    }

    var median: Double { share(0.5) }
    var p99: Double { share(0.99) }

    private func share(_ share: Double) -> Double {
        guard !sorted.isEmpty else { return .nan }
        return sorted[Int((share * Double(sorted.count - 1)).rounded())]
    }
}
