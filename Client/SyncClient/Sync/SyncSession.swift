import SyncModel

/// Brings a replica in step with its upstream: sends what waits here, takes in what changed there.
///
/// Safe to interrupt and to repeat at any point: what was answered is taken in by one transaction with its cursor, and what
/// was not is sent again as it was.
struct SyncSession {
    private let store: Store
    private let upstream: any Upstream
    private let limits: Limits
    private let clock: () -> Int64
    private let retry: Retry
    private let direction: SyncDirection
    private let confirmed: Int?

    init(
        store: Store, upstream: any Upstream, limits: Limits, direction: SyncDirection, clock: @escaping () -> Int64,
        retry: Retry, confirmed: Int?
    ) {
        self.store = store
        self.upstream = upstream
        self.limits = limits
        self.direction = direction
        self.clock = clock
        self.retry = retry
        self.confirmed = confirmed
    }

    /// Runs until both sides hold the same, as far as that can be reached now.
    /// - Parameter progress: called after each round with what was done so far.
    /// - Throws: ``UpstreamError``, ``ReplicaError``. What was done before is kept.
    func run(progress: (SyncReport) -> Void = { _ in }) throws -> SyncReport {
        var course = Course()
        try store.write { writer in
            try writer.checkIdentity(&course.report, store.fingerprint)
            course.report.newsSince = writer.identity.synced.map { $0 + writer.identity.clockOffset }
            if direction != .receiveOnly { course.consent = try writer.reader.consent(to: confirmed) }
        }
        while course.goesOn {
            try round(of: &course)
            progress(course.report)
        }
        course.report.held = course.consent.held
        if !course.merged.isEmpty {
            course.report.merged = try store.read { reader in try course.merged.count { try !reader.isDisputed($0) } }
        }
        return course.report
    }

    /// One request, and what came of it.
    private func round(of course: inout Course) throws {
        let batch = try gathered(course)
        course.report.refusals += batch.refusals
        let isExpected = batch.request == course.expected
        var (answer, offset) = try retry.calling { try ask(batch.request) }
        // An answer that was made ahead says nothing of clocks.
        if isExpected { offset = course.report.clockOffset }
        course.expected = nil
        switch answer {
        case .cursorForked(_, let backup):
            course.beginAgain(backup: backup)
            try store.write { try $0.beginAgain() }
        case .told(let response):
            course.expected = batch.request.next(after: response)
            if let expected = course.expected { upstream.expect(expected) }
            try store.write { try take(response, for: batch, clockOffset: offset, in: $0, &course) }
        }
    }

    private func gathered(_ course: Course) throws -> Batch {
        var batch = try store.write {
            try $0.gather(
                limits, sends: course.direction(of: direction) != .receiveOnly, offers: course.isRead,
                search: course.search, consent: course.consent)
        }
        // Whoever only sends is told as little as a page can hold.
        if direction == .sendOnly { batch.request.pageBytes = 0 }
        return batch
    }

    /// Takes in one answer, in the transaction of `writer`.
    private func take(
        _ response: SyncResponse, for batch: Batch, clockOffset: Int64, in writer: ReplicaWriter,
        _ course: inout Course
    ) throws {
        let searched = course.search
        let taken = try writer.take(response, for: batch, clockOffset: clockOffset)
        course.report.add(taken, clockOffset: clockOffset)
        if taken.isUnconfirmed { course.consent = try writer.reader.refusedConsent() }
        course.report.isArchived = course.report.isArchived || taken.isArchived
        course.isDone = try writer.close(
            response, batch, course.direction(of: direction), &course.report, &course.search)
        course.isRead = !response.more && writer.identity.cursor == response.cursor
        course.note(taken, isSearching: course.search != searched)
    }

    /// One call, with the server's clock less this device's as it was measured: by this call alone, for the time that was
    /// waited between tries says nothing of clocks.
    private func ask(_ request: SyncRequest) throws -> (answer: SyncAnswer, clockOffset: Int64) {
        let asked = clock()
        let answer = try upstream.sync(request)
        // A server may say any number.
        let told = min(max(answer.serverTime, -1 << 50), 1 << 50)
        return (answer, told - (asked + clock()) / 2)
    }
}

extension SyncAnswer {
    fileprivate var serverTime: Int64 {
        switch self {
        case .told(let response): response.serverTime
        case .cursorForked(let serverTime, _): serverTime
        }
    }
}

extension SyncRequest {
    /// What will be asked next where there is nothing but pages to read: the server makes the next one while this one is taken
    /// in. Nil where that cannot be told yet.
    fileprivate func next(after response: SyncResponse) -> SyncRequest? {
        guard response.more, changes.isEmpty, offers.isEmpty, wants.isEmpty, sums == nil else { return nil }
        var next = self
        next.cursor = response.cursor
        return next
    }
}

extension SyncReport {
    fileprivate mutating func add(_ taken: Taken, clockOffset: Int64) {
        sent += taken.sent
        received += taken.received
        refusals += taken.refusals
        restamped += taken.restamped
        resent += taken.resent
        isRenamed = isRenamed || taken.isForked
        self.clockOffset = clockOffset
    }
}
