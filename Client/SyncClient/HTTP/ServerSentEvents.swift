/// Reads a stream of server-sent events, however it was cut into chunks, and keeps only their data.
///
/// As the HTML standard has it: lines end in CR, LF or both; a blank line ends an event; one that a stream breaks off in is
/// none; lines that begin with a colon only keep the connection awake.
struct ServerSentEvents {
    /// Our events are a few dozen bytes; of a longer line or event the rest is passed over.
    static let eventBytesMax = 64 * 1024

    private var line: [UInt8] = []
    private var data: [UInt8] = []
    private var hasData = false
    private var isAfterReturn = false
    private var isFirstLine = true

    /// Takes the next bytes, and calls `event` with the data of each event that they complete.
    mutating func take(_ bytes: some Sequence<UInt8>, event: ([UInt8]) -> Void) {
        for byte in bytes {
            let isBreakOfTwo = isAfterReturn && byte == UInt8(ascii: "\n")
            isAfterReturn = byte == UInt8(ascii: "\r")
            switch byte {
            case UInt8(ascii: "\n") where isBreakOfTwo: continue
            case UInt8(ascii: "\n"), UInt8(ascii: "\r"): endLine(event)
            default: if line.count < ServerSentEvents.eventBytesMax { line.append(byte) }
            }
        }
    }

    private mutating func endLine(_ event: ([UInt8]) -> Void) {
        defer { line.removeAll(keepingCapacity: true) }
        if isFirstLine, line.starts(with: [0xEF, 0xBB, 0xBF]) { line.removeFirst(3) }
        isFirstLine = false
        guard !line.isEmpty else { return endEvent(event) }
        let name = line.prefix { $0 != UInt8(ascii: ":") }
        guard name.elementsEqual("data".utf8) else { return }
        var value = line.dropFirst(name.count + 1)
        if value.first == UInt8(ascii: " ") { value.removeFirst() }
        guard data.count + value.count < ServerSentEvents.eventBytesMax else { return }
        if hasData { data.append(UInt8(ascii: "\n")) }
        data += value
        hasData = true
    }

    private mutating func endEvent(_ event: ([UInt8]) -> Void) {
        guard hasData else { return }
        event(data)
        data.removeAll(keepingCapacity: true)
        hasData = false
    }
}
