/// Some of a seed's steps, as they are named on the command line: `3,17,40~`, the wave marking a sync that goes well.
struct Selection: Hashable {
    var numbers: [Int]
    /// Syncs to which nothing happens on the way.
    var calmed: Set<Int> = []

    init(numbers: [Int]) {
        self.numbers = numbers
    }

    /// Nil where `text` names no steps.
    init?(_ text: String) {
        numbers = []
        for part in text.split(separator: ",") {
            let isCalmed = part.hasSuffix("~")
            guard let number = Int(isCalmed ? part.dropLast() : part) else { return nil }
            numbers.append(number)
            if isCalmed { calmed.insert(number) }
        }
    }

    var text: String { numbers.map { calmed.contains($0) ? "\($0)~" : "\($0)" }.joined(separator: ",") }
}

extension Scenario {
    /// The same seed with only the selected steps.
    func keeping(_ selection: Selection) -> Scenario {
        let numbers = Set(selection.numbers)
        var rest = self
        rest.steps.removeAll { !numbers.contains($0.number) }
        for index in rest.steps.indices where selection.calmed.contains(rest.steps[index].number) {
            guard case .sync(let place, let process, _) = rest.steps[index].event else { continue }
            rest.steps[index].event = .sync(place: place, process: process, Journey())
        }
        return rest
    }
}
