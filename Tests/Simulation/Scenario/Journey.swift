/// One sync: what befalls each of its calls, and what happens meanwhile.
struct Journey: Hashable {
    /// What befalls the first calls; those after them go well.
    var mishaps: [Mishap] = []
    /// So many of the steps that follow happen while one of its calls is on its way.
    var meanwhile = 0
    /// Which of them, counted from 1. A sync that has fewer is over before those steps.
    var meanwhileAt = 1
    /// Whether they happen before the server looks at the request, rather than while the answer is on its way.
    var isMeanwhileBefore = true
    /// Which way it goes: both as a rule.
    var direction = Direction.both

    enum Direction: String {
        case both, sendOnly, receiveOnly
    }
}

/// What befalls one call.
enum Mishap: Hashable {
    case none
    /// The request never arrives. Where there was a connection, it is tried again at once.
    case lost(isConnected: Bool)
    /// The request arrives much later.
    case late
    /// The request breaks off after this share of its bytes, in thousandths.
    case cutRequest(Int)
    /// The server did what was asked; its answer never arrives.
    case answerLost(isConnected: Bool)
    case cutAnswer(Int)
    /// The request arrives twice; the first answer or the second comes back.
    case twice(isSecondAnswer: Bool)
    /// The page is one that was told before for the same cursor.
    case stalePage
    /// The server asks for patience.
    case busy
    /// The server cannot keep what was asked, after some of it was done.
    case serverFails
}
