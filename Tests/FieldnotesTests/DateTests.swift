import ReformNotes
import Testing

@testable import fieldnotes

/// British dates, in and out, seen from Wednesday 15 February 2023, 12:00 in UTC.
@Suite struct DateTests {
    private static let now: Int64 = 1_676_462_400_000
    private let writing = DateWriting(now: now, zone: .utc)

    @Test(
        arguments: [
            ("today", "2023-02-15"), ("Yesterday", "2023-02-14"), ("last tuesday", "2023-02-14"), ("wed", "2023-02-08"),
            ("3 weeks ago", "2023-01-25"), ("a month ago", "2023-01-15"), ("1 year ago", "2022-02-15"),
            ("3 Feb", "2023-02-03"), ("20 feb", "2022-02-20"), ("29 feb", "2020-02-29"),
            ("3 February 2021", "2021-02-03"),
            ("03/02/2023", "2023-02-03"), ("3/2/23", "2023-02-03"), ("2023-02-03", "2023-02-03"),
        ])
    func `a date is read day first`(_ typed: String, _ day: String) throws {
        let moment = try DateReading(now: DateTests.now, zone: .utc).moment(typed)
        #expect(UTCTime(milliseconds: moment).description == "\(day)T00:00:00Z")
    }

    @Test(arguments: [
        "", "soon", "30 feb 2023", "31/04/2023", "02/13/2023", "2023-2-3", "-3 days ago", "2023-02-03T25:00Z",
        "1/1/9223372036854775807",
    ])
    func `what is no date is refused`(_ typed: String) {
        #expect(throws: Complaint.badDate(typed)) { try DateReading(now: DateTests.now, zone: .utc).moment(typed) }
    }

    @Test func `a day begins at local midnight and a time names UTC`() throws {
        let reading = DateReading(now: DateTests.now, zone: Zone { _ in 3_600 })
        #expect(UTCTime(milliseconds: try reading.moment("2023-02-03")).description == "2023-02-02T23:00:00Z")
        #expect(UTCTime(milliseconds: try reading.moment("2023-02-03T10:00:05z")).description == "2023-02-03T10:00:05Z")
    }

    @Test(
        arguments: [
            (30, "just now", "today 11:59"), (300, "5 min ago", "today 11:55"), (7_200, "2 h ago", "today 10:00"),
            (86_400, "1 d ago", "yesterday 12:00"), (259_200, "3 d ago", "Sunday 12:00"),
            (604_800, "8 Feb 2023", "8 Feb 2023"), (-60, "15 Feb 2023", "today 12:01"),
        ] as [(Int64, String, String)])
    func `a moment is told relatively for seven days`(_ secondsAgo: Int64, _ brief: String, _ full: String) {
        let moment = DateTests.now - secondsAgo * 1000
        #expect(writing.brief(moment) == brief)
        #expect(writing.full(moment) == full)
    }

    @Test(arguments: [
        ("2026", "2026"), ("2023-02", "February 2023"), ("2022-12-08", "8 December 2022"),
        ("2023 spring", "spring 2023"),
    ])
    func `a date of the catalogue is told in words`(_ when: String, _ spoken: String) {
        #expect(DateWriting.spoken(when) == spoken)
    }

    @Test func `times are written as somebody wants them`() {
        var writing = writing
        writing.form = .iso
        #expect(writing.brief(DateTests.now) == writing.full(DateTests.now))
        #expect(writing.full(DateTests.now).hasSuffix("Z"))
        writing.form = .local
        #expect(writing.full(DateTests.now) == "15 Feb 2023 12:00")
    }

    @Test func `within a sentence the day is left out where it is today`() {
        #expect(writing.within(DateTests.now) == "at \(writing.timeOfDay(DateTests.now))")
        let before = DateTests.now - 40 * 86_400_000
        #expect(writing.within(before) == "on \(writing.long(before)) at \(writing.timeOfDay(before))")
    }

    @Test func `a month ago is in the month before`() {
        let lastOfMarch = CivilDay(year: 2024, month: 3, day: 31)
        #expect(lastOfMarch?.earlier(months: 1) == CivilDay(year: 2024, month: 2, day: 29))
        #expect(lastOfMarch?.earlier(months: 15) == CivilDay(year: 2022, month: 12, day: 31))
        #expect(lastOfMarch?.earlier(months: 100_000) == nil)
        #expect(writing.long(DateTests.now) == "15 February 2023")
    }
}
