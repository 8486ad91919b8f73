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
        #expect(DateWriting.rfc3339(moment) == "\(day)T00:00:00Z")
    }

    @Test(arguments: [
        "", "soon", "30 feb 2023", "31/04/2023", "02/13/2023", "2023-2-3", "-3 days ago", "2023-02-03T25:00Z",
    ])
    func `what is no date is refused`(_ typed: String) {
        #expect(throws: Complaint.badDate(typed)) { try DateReading(now: DateTests.now, zone: .utc).moment(typed) }
    }

    @Test func `a day begins at local midnight and a time may name UTC`() throws {
        let reading = DateReading(now: DateTests.now, zone: Zone { _ in 3_600 })
        #expect(DateWriting.rfc3339(try reading.moment("2023-02-03")) == "2023-02-02T23:00:00Z")
        #expect(DateWriting.rfc3339(try reading.moment("2023-02-03T10:00:05z")) == "2023-02-03T10:00:05Z")
        #expect(DateWriting.rfc3339(try reading.moment("2023-02-03T10:00")) == "2023-02-03T09:00:00Z")
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

    @Test func `the calendar counts every day once`() {
        for number in stride(from: -300_000, through: 300_000, by: 97) {
            #expect(Day(number: number).number == number)
        }
        #expect(Day(number: 0) == Day(year: 1970, month: 1, day: 1))
        #expect(Day(number: 19_403) == Day(year: 2023, month: 2, day: 15))
        #expect(writing.long(DateTests.now) == "15 February 2023")
    }
}
