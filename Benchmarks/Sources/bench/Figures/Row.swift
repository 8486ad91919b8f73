import Foundation

/// One line of figures, its members in the order in which they were given: seconds, milliseconds where a name ends so,
/// bytes, megabytes of 1,024 × 1,024.
struct Row {
    private var members: [String] = []

    init(_ work: String, n: Int? = nil) {
        self["peer"] = "fieldnotes"
        self["work"] = work
        if let n { self["n"] = n }
    }

    subscript(name: String) -> String {
        get { "" }
        set { members.append("\"\(name)\": \"\(newValue)\"") }
    }

    subscript(name: String) -> Int {
        get { 0 }
        set { members.append("\"\(name)\": \(newValue)") }
    }

    /// Four digits say all that a noisy machine can.
    subscript(name: String) -> Double {
        get { 0 }
        set { members.append("\"\(name)\": \(String(format: "%.4g", newValue))") }
    }

    var line: String { "{" + members.joined(separator: ", ") + "}" }
}
