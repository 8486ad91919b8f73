import Testing

@testable import SyncClient

@Suite struct RetryAfterTests {
    private static let now = "Wed, 22 Feb 2023 10:00:00 GMT"

    @Test(arguments: [
        ("0", 0), ("120", 120), ("Wed, 22 Feb 2023 10:01:30 GMT", 90), ("Wednesday, 22-Feb-23 10:00:05 GMT", 5),
        ("Wed Feb 22 10:00:07 2023", 7), ("Wed, 22 Feb 2023 09:00:00 GMT", 0),
        ("Thu, 23 Feb 2023 10:00:00 GMT", 86_400),
    ])
    func `seconds and dates are understood`(text: String, seconds: Int) {
        #expect(RetryAfter.seconds(text, date: RetryAfterTests.now) == seconds)
    }

    @Test(arguments: ["", "-1", "soon", "1.5", "99999999999999999999", "1e3", "٣"])
    func `anything else says nothing`(text: String) {
        #expect(RetryAfter.seconds(text, date: RetryAfterTests.now) == nil)
    }

    @Test func `a date says nothing without the server's own`() {
        #expect(RetryAfter.seconds(RetryAfterTests.now, date: nil) == nil)
        #expect(RetryAfter.seconds(RetryAfterTests.now, date: "today, somewhen") == nil)
    }

    @Test func `seconds need no date, and an absence names none`() {
        #expect(RetryAfter.seconds("3", date: nil) == 3)
        #expect(RetryAfter.seconds(nil, date: RetryAfterTests.now) == nil)
    }
}
