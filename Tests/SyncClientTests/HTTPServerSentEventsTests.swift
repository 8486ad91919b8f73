import Testing

@testable import SyncClient

@Suite struct ServerSentEventsTests {
    /// Line ends of all three kinds, comments, other fields, several lines of data, none, and an event that breaks off.
    private static let stream = Array(
        """
        \u{FEFF}: awake\n\ndata: {"head":1}\n\nevent: head\r\ndata:{"head":2}\r\nid: 9\r\n\r\n\
        data: {"head":\rdata: 3}\r\r:\n\nid: 4\n\ndata\n\ndatum: 5\n\ndata:  {"head":6}\n\ndata: {"head":7}\n
        """.utf8)
    private static let events = ["{\"head\":1}", "{\"head\":2}", "{\"head\":\n3}", "", " {\"head\":6}"]

    private func read(_ chunks: ArraySlice<UInt8>...) -> [String] {
        var events = ServerSentEvents()
        var read: [String] = []
        for chunk in chunks { events.take(chunk) { read.append(String(decoding: $0, as: UTF8.self)) } }
        return read
    }

    @Test func `events are read whole, however the stream is cut in three`() {
        let stream = ServerSentEventsTests.stream
        for first in 0...stream.count {
            for second in first...stream.count {
                #expect(
                    read(stream[..<first], stream[first..<second], stream[second...]) == ServerSentEventsTests.events)
            }
        }
    }

    @Test func `an endless line takes no endless memory, and the next event is read`() {
        let line = [UInt8](repeating: UInt8(ascii: "x"), count: 1_000_000)
        let read = read(Array("data: ".utf8)[...], line[...], Array("\n\ndata: 8\n\n".utf8)[...])
        #expect(read.last == "8")
        #expect(read.allSatisfy { $0.utf8.count <= ServerSentEvents.eventBytesMax })
    }

    @Test func `an event of endless lines takes no endless memory`() {
        let lines = Array(String(repeating: "data: 0123456789\n", count: 100_000).utf8)
        let read = read(lines[...], [UInt8(ascii: "\n")])
        #expect(read.count == 1)
        #expect(read.allSatisfy { $0.utf8.count <= ServerSentEvents.eventBytesMax })
    }

    @Test(
        arguments: [
            ("{\"head\":42}", 42), ("{\"later\":[1],\"head\":0}", 0), ("{}", nil), ("{\"head\":-1}", nil),
            ("{\"head\":\"1\"}", nil), ("", nil), ("{\"head\":1}x", nil),
        ] as [(String, UInt64?)])
    func `an event tells a head or nothing`(data: String, head: UInt64?) {
        #expect(EventStream.head(in: Array(data.utf8)) == head)
    }
}
