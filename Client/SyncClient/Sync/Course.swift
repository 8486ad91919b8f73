import SyncModel

/// Where a sync stands between two calls, and whether it still gets anywhere: no server can keep it going for ever.
struct Course {
    var report = SyncReport()
    var search = Search()
    var consent = Consent()
    /// Records in which own and others' changes came together.
    private(set) var merged: Set<RecordID> = []
    /// Whether all that the server has was read.
    var isRead = false
    var isDone = false
    /// What the upstream was told that will be asked next.
    var expected: SyncRequest?

    private var idleRounds = 0
    private var beginnings = 0
    /// Records that were told though nothing in them was new. A read from the beginning passes over each of them once.
    private var passed: Set<RecordID> = []

    /// Rounds without progress after which a sync ends; what is left then waits for the next one.
    private static let idleRoundsMax = 3
    /// So often the server may lose its past within one sync.
    private static let beginningsMax = 3

    var goesOn: Bool {
        !isDone && idleRounds < Course.idleRoundsMax && beginnings < Course.beginningsMax
    }

    /// Which way a sync still goes that was to go `wanted`: a team that may only be read is only read.
    func direction(of wanted: SyncDirection) -> SyncDirection { report.isArchived ? .receiveOnly : wanted }

    /// The server lost its past, so everything is read anew.
    mutating func beginAgain(backup: Int64?) {
        report.isServerRestored = true
        report.serverBackup = backup
        beginnings += 1
        passed = []
        isRead = false
        search.step = .idle
    }

    /// A cursor that moved is no progress: a server can make up a new one for every answer.
    mutating func note(_ taken: Taken, isSearching: Bool) {
        merged.formUnion(taken.mergedRecords)
        if isSearching, search.step == .reading { passed = [] }
        let before = passed.count
        passed.formUnion(taken.known)
        idleRounds = taken.isProgress || isSearching || passed.count > before ? 0 : idleRounds + 1
    }
}
