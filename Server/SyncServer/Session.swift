public import SyncModel

/// The service as one device sees it: what that device says is judged as its member's, within its team.
public struct Session: Upstream, Archive, Sendable {
    let service: SyncService
    let device: DeviceIdentity

    /// The device's team, and nobody else's.
    private var reach: Reach { .team(device.team) }

    /// Takes in what `request` brings, in one transaction, and then reads what changed after its cursor, in one snapshot.
    /// - Throws: ``UpstreamError``.
    public func sync(_ request: SyncRequest) throws -> SyncAnswer {
        try service.answering {
            try check(request)
            let now = service.clock()
            guard let start = try start(request.cursor) else {
                return .cursorForked(serverTime: now, backup: try service.store.read { try $0.life().backup })
            }
            let pushed = try push(request, now)
            if let head = pushed.head { service.listener.headMoved(of: device.team, to: head.sequence) }
            if request.sums != nil { try service.reckonDigest(of: device.team) }
            let (response, damaged) = try answer(request, start, pushed, now)
            try service.writeOff(damaged, of: device.team)
            return .told(response)
        }
    }

    /// - Throws: ``UpstreamError``.
    public func history(of record: RecordID) throws -> [ArchivedChange] {
        try service.answering {
            try service.store.read(within: reach) { store in
                _ = try current(in: store)
                return try store.history(of: record, in: device.team)
            }
        }
    }

    /// How far the team's order has come.
    /// - Throws: ``UpstreamError``.
    public func head() throws -> UInt64 {
        try service.answering {
            try service.store.read(within: reach) { store in
                _ = try current(in: store)
                return try store.head(of: device.team).sequence
            }
        }
    }

    /// Lets the device show another token from now on, given by its SHA-256 in hexadecimal digits.
    /// - Throws: ``UpstreamError``.
    public func changeToken(to hash: String) throws {
        try service.answering {
            let known = try service.store.read(within: reach) { try current(in: $0) }
            try service.change(tokenOf: known, to: hash)
        }
    }

    private func check(_ request: SyncRequest) throws {
        let most = service.limits.requestChanges
        guard request.changes.count <= most, request.offers.count <= most else {
            throw Problem(.tooLarge, "A request may bring \(most) changes, and as many offers.")
        }
        guard request.wants.count <= most else {
            throw Problem(.tooLarge, "A request may ask for \(most) records.")
        }
    }

    /// This device as it stands now: its role may have changed, or its access ended, since it was let in.
    private func current(in store: any StoreTransaction) throws -> DeviceIdentity {
        guard let current = try store.device(device.id) else { throw device.accessEnded }
        guard !current.isRevoked else { throw current.accessEnded }
        return current
    }

    /// The sequence after which to read; nil where the cursor is none of this server's past.
    private func start(_ text: String?) throws -> UInt64? {
        let cursor = text.flatMap { Cursor($0, team: device.team, seal: service.seal) }
        let (isKnown, isLost) = try service.store.read(within: reach) { store in
            _ = try current(in: store)
            guard let cursor, try !cursor.isPast(of: device.team, in: store) else { return (cursor != nil, false) }
            return (false, try !store.isPast(life: cursor.epoch))
        }
        guard text != nil else { return 0 }
        guard let cursor, !isKnown else { return cursor?.sequence }
        if isLost { try liveAgain(after: cursor, service.clock()) }
        return nil
    }

    /// The server made this cursor, in its present life or in one that it has never heard of, and does not know it: it was put
    /// back to an older copy of itself, and nobody told it. So a new life begins here, and every replica learns of it. What was
    /// received since the lost past ended counts to the new one; where the clock was put back with the server it cannot say
    /// what that is, and nothing that was received passes for seen.
    private func liveAgain(after lost: Cursor, _ now: Int64) throws {
        let epoch = lost.nextEpoch(team: device.team, seal: service.seal)
        try service.store.write { store in
            // Two may come at once, to two processes on one database; the second finds what the first has begun.
            try store.holdAll()
            guard try !store.isPast(life: lost.epoch) else { return }
            let backup = try store.lastReceived(before: lost.moved)
            try store.begin(Life(epoch: epoch, since: now < lost.moved ? .min : lost.moved, backup: backup))
            try store.notePast(life: lost.epoch)
        }
    }

    private func push(_ request: SyncRequest, _ now: Int64) throws -> PushResult {
        guard !request.changes.isEmpty || !request.offers.isEmpty else { return PushResult() }
        let (limits, seal) = (service.limits, service.seal)
        return try service.store.write(within: reach) { store in
            var push = try Push(device: current(in: store), limits: limits, seal: seal, now: now, store: store)
            return try push.take(request)
        }
    }

    private func answer(_ request: SyncRequest, _ start: UInt64, _ pushed: PushResult, _ now: Int64) throws
        -> (response: SyncResponse, damaged: [RecordID])
    {
        let bytes = min(request.pageBytes, service.limits.pageBytes)
        return try service.store.read(within: reach) { store in
            _ = try current(in: store)
            let head = try store.head(of: device.team)
            let comparison = try request.sums.map {
                try Comparison(of: device.team, with: $0, bytes: bytes, in: store)
            }
            let page = try Page(
                of: device.team, after: start, wants: request.wants, bytes: bytes, quiet: pushed.quiet,
                seal: service.seal, in: store)
            // Nothing is left to tell between the page's end and the head: the cursor can stand at the head.
            let end = page.more ? page.end : head.sequence
            let cursor = Cursor(epoch: try store.epoch(), sequence: end, head: head)
            let response = SyncResponse(
                serverTime: now, outcomes: pushed.outcomes, offers: pushed.offers, comparison: comparison,
                records: page.records, cursor: cursor.text(for: device.team, seal: service.seal), more: page.more,
                digest: head.digest)
            return (response, page.damaged)
        }
    }
}

extension DeviceIdentity {
    /// What is told to a device that is not let in any more.
    var accessEnded: Problem {
        Problem(.revoked, "This device's access to \(team.name) was withdrawn.", since: revoked)
    }
}

extension SyncService {
    /// The service as `device` sees it.
    public func session(for device: DeviceIdentity) -> Session {
        Session(service: self, device: device)
    }
}
