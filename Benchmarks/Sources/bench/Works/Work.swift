/// What is measured. Numbers are those of the peers' scripts; W5, what is left of the loser's text, is a matter of tests here.
enum Work: String, CaseIterable {
    case floor, W1, W2, W3, W4, W6, W7, W8, W9, W10

    func measure(on ground: Ground) throws {
        switch self {
        case .floor: try Floor.measure(on: ground)
        case .W1: try FirstSync.measure(on: ground)
        case .W2: try OfflineNotes.measure(on: ground)
        case .W3: try NothingToDo.measure(on: ground)
        case .W4: try FewChanges.measure(on: ground)
        case .W6: try Crowd.measure(on: ground)
        case .W7: try OneNote.measure(on: ground)
        case .W8: try Screens.measure(on: ground)
        case .W9: try Disputes.measure(on: ground)
        case .W10: try Following.measure(on: ground)
        }
    }
}
