import Testing

@testable import SyncClient

@Suite struct TransferTests {
    private func transfer(limit: Int) throws -> Transfer {
        Transfer(HTTPRequest(scheme: "https", isLoopback: false, url: "https://notes.example/", answerBytesMax: limit))
    }

    private func take(_ count: Int, in transfer: Transfer) -> Int {
        [UInt8](repeating: 1, count: count).withUnsafeBytes(transfer.takeBody)
    }

    @Test func `a body is taken to the last byte of its limit, and not one more`() throws {
        let transfer = try transfer(limit: 10)
        #expect(take(6, in: transfer) == 6)
        #expect(take(4, in: transfer) == 4)
        #expect(!transfer.isOverLimit)
        #expect(take(1, in: transfer) == 0)
        #expect(transfer.isOverLimit)
    }

    @Test func `the last head counts until its blank line, and its names are in lower case`() throws {
        let transfer = try transfer(limit: 10)
        let early = ["HTTP/1.1 103 Early\r\n", "Link: a\r\n", "\r\n"]
        let final = ["HTTP/1.1 200\r\n", "X-Y:  a: b \r\n", "Z:\r\n"]
        let trailer = ["\r\n", "Z: not any more\r\n", "\r\n"]
        for line in early + final {
            #expect(Array(line.utf8).withUnsafeBytes(transfer.takeHeader) == line.utf8.count)
        }
        #expect(!transfer.isHeadWhole)
        for line in trailer { _ = Array(line.utf8).withUnsafeBytes(transfer.takeHeader) }
        #expect(transfer.isHeadWhole)
        #expect(transfer.status == 200)
        #expect(transfer.headers == ["x-y": "a: b", "z": ""])
    }
}
