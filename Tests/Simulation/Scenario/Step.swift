/// One step of a seed. Steps are values, and each stands by itself: any of them can be left out and the rest played again.
struct Step: Hashable {
    /// Its place in the whole seed, by which it is named when only some are played.
    let number: Int
    /// Time that passes before it, in milliseconds.
    let gap: Int64
    var event: Event
}

/// What can happen. Numbers that say which (of the places, records, editors …) are taken modulo how many there are.
enum Event: Hashable {
    case act(place: Int, process: Int, Act)
    case sync(place: Int, process: Int, Journey)
    /// A request that was held up arrives, after newer ones; nobody waits for its answer any more.
    case arrival(Int)
    /// The power goes after so many more effects, each a transaction or a call of the network.
    case powerCut(place: Int, process: Int, effects: Int)
    case reopen(place: Int)
    case keepCopy(place: Int)
    /// The kept copy is put back over the replica; a device that notices sees that it is another file.
    case putBack(place: Int, isNoticed: Bool)
    case clone(place: Int, isNoticed: Bool)
    case backUp
    case restoreServer
    case revoke(place: Int)
    case clock(place: Int, ClockTurn)
    case serverClock(milliseconds: Int64)
}

/// What a person does.
enum Act: Hashable {
    /// Opens a record and leaves it open: what was in sight then counts when it is saved, however late.
    case open(record: Int)
    case save(editor: Int, Words)
    /// Opens and saves in one go.
    case edit(record: Int, Words)
    /// Settles a conflict; `choice` says which, and for which sides.
    case settle(record: Int, choice: Int)
    case withdraw(record: Int)
    case lift(record: Int)
    /// Writes anew what the server refused.
    case mend
}

/// What an edit alters.
struct Words: Hashable {
    enum Subject: String, CaseIterable {
        case body, pin, both, tag, untag, unknown
    }

    let subject: Subject
    /// Which paragraph of a body.
    let paragraph: Int
    /// Whether it is more than the server takes.
    let isTooLong: Bool
}

/// What happens to a device's clock.
enum ClockTurn: Hashable {
    case jump(milliseconds: Int64)
    case freeze
    case thaw
}
