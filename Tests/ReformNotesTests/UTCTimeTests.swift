import Testing

@testable import ReformNotes

/// Moments as text and as milliseconds.
@Suite struct UTCTimeTests {
    @Test(arguments: [
        (0, "1970-01-01T00:00:00Z"), (1_676_448_760_000, "2023-02-15T08:12:40Z"),
        (1_676_448_760_250, "2023-02-15T08:12:40.250Z"), (951_782_400_000, "2000-02-29T00:00:00Z"),
        (-1, "1969-12-31T23:59:59.999Z"), (253_402_300_799_999, "9999-12-31T23:59:59.999Z"),
        (-62_167_219_200_000, "0000-01-01T00:00:00Z"),
    ])
    func `milliseconds and text name each other`(milliseconds: Int64, text: String) {
        #expect(UTCTime(milliseconds: milliseconds).description == text)
        #expect(UTCTime(text)?.milliseconds == milliseconds)
    }

    @Test func `every day of four centuries survives`() {
        for day in Int64(0)..<146_097 {
            let time = UTCTime(milliseconds: day * 86_400_000)
            #expect(UTCTime(time.description) == time)
        }
    }

    @Test func `milliseconds of zero may be written`() {
        #expect(UTCTime("2023-02-15T08:12:40.000Z") == UTCTime("2023-02-15T08:12:40Z"))
    }

    @Test(arguments: [
        "", "2023-02-15", "2023-02-15 08:12:40Z", "2023-02-15T08:12:40", "2023-02-15T08:12:40+00:00",
        "2023-02-30T08:12:40Z", "2023-13-01T08:12:40Z", "2023-00-01T08:12:40Z", "2023-02-29T00:00:00Z",
        "2023-02-15T24:00:00Z", "2023-02-15T08:60:00Z", "2023-02-15T08:12:60Z", "2023-02-15T08:12:40.25Z",
        "1900-02-29T00:00:00Z", "２023-02-15T08:12:Z",
    ])
    func `what is no such moment is refused`(text: String) {
        #expect(UTCTime(text) == nil)
    }
}
