import Testing

@testable import SyncClient

@Suite struct InvitationTests {
    private static let code = "FN1-0123456789ABCDEFGHJKMNPQRS"

    @Test(arguments: [
        "https://notes.example", "https://notes.example:8443", "http://127.0.0.1:41234", "http://[::1]:9",
    ])
    func `an invitation names a server and a code`(address: String) throws {
        let invitation = try Invitation("\(address)/join#\(InvitationTests.code)")
        #expect(invitation.address.text == address)
        #expect(invitation.code == InvitationTests.code)
    }

    @Test func `a code in lower case stays as it was given`() throws {
        #expect(try Invitation("https://notes.example/join#FN1-tvwxyz0123456789abcdefghjk").code.hasSuffix("ghjk"))
    }

    @Test(arguments: [
        (code, Invitation.Unreadable.addressMissing),
        ("https://notes.example", .codeMissing),
        ("https://notes.example/join", .codeMissing),
        ("https://notes.example/other#\(code)", .codeMissing),
        ("https://notes.example/join#", .codeMistyped),
        ("https://notes.example/join#\(code.dropLast())", .codeMistyped),
        ("https://notes.example/join#\(code)S", .codeMistyped),
        ("https://notes.example/join#\(code.dropLast())U", .codeMistyped),
        ("https://notes.example/join#\(code.dropLast())é", .codeMistyped),
        ("https://notes.example/join#FN2-0123456789ABCDEFGHJKMNPQRS", .codeMistyped),
        ("https://notes.example/join#a#\(code)", .codeMistyped),
        ("http://192.0.2.1/join#\(code)", .address(.plaintext(host: "192.0.2.1"))),
        ("http://127.0.0.1@evil/join#\(code)", .address(.unreadable("http://127.0.0.1@evil"))),
        ("https://notes.example/a/join#\(code)", .address(.unreadable("https://notes.example/a"))),
        ("/join#\(code)", .address(.unreadable(""))),
    ])
    func `a string that is none is refused for its reason`(text: String, reason: Invitation.Unreadable) {
        #expect(throws: reason) { try Invitation(text) }
    }
}
