import Testing

@testable import SyncClient

@Suite struct ServerAddressTests {
    @Test(arguments: [
        "https://notes.example", "https://notes.example:8443", "https://192.0.2.1", "https://[2001:db8::1]:8443",
        "http://127.0.0.1:8080", "http://127.255.0.9", "http://[::1]:8080", "https://localhost",
    ])
    func `an address is used as it is spelt`(text: String) throws {
        #expect(try ServerAddress(text).text == text)
    }

    @Test func `letters of either case name the same host`() throws {
        #expect(try ServerAddress("HTTPS://Notes.Example").text == "https://notes.example")
    }

    @Test(arguments: [
        "http://notes.example", "http://localhost", "http://localhost.evil", "http://127.0.0.1.evil",
        "http://192.0.2.1", "http://128.0.0.1", "http://0.0.0.0", "http://127.0.0.1.", "http://[::ffff:127.0.0.1]",
        "http://[::ffff:7f00:1]", "http://[::]",
    ])
    func `plain http is refused but on a literal number of this machine`(text: String) throws {
        let host = text.dropFirst("http://".count)
        #expect(throws: ServerAddress.Refusal.plaintext(host: String(host))) { try ServerAddress(text) }
    }

    @Test(arguments: [
        "http://127.0.0.1@evil", "http://127.0.0.1:80@evil", "https://user:word@notes.example", "http://@127.0.0.1",
        "http://2130706433", "http://0x7f000001", "http://0177.0.0.1", "http://127.1", "http://127.0.0.1:080",
        "http://127.0.0.1%00.evil", "http://127.0.0.1\\@evil", "http://127.0.0.1#@evil", "http://127.0.0.1/@evil",
        "http://127.0.0.1?@evil", "http://127.0.0.1 .evil", "http://127.0.0.1\r\nHost: evil", "http://[::1%25lo]",
        "http://[0:0:0:0:0:0:0:1]/", "http://[::1].evil", "http://①②⑦.0.0.1", "http://127。0。0。1",
        "https://notes.example/", "https://notes.example/v1", "https://notes.example?a=b", "https://notes.example#a",
        "https://", "https://:443", "https://notes.example:", "https://notes.example:0x50",
        "https://notes.example:65536",
        "https:notes.example", "https:///notes.example", "//notes.example", "notes.example", "127.0.0.1:8080",
        "ftp://notes.example", "file:///etc/passwd", "", " https://notes.example", "https://notes.example ",
    ])
    func `whatever could be read in two ways is refused`(text: String) {
        #expect(throws: ServerAddress.Refusal.unreadable(text)) { try ServerAddress(text) }
    }
}
