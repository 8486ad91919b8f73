import TestPostgres
import TestSupport
import Testing

/// Runs each test of a suite on every store that a server may have, and that is asked for.
struct EveryStore: SuiteTrait, TestTrait, TestScoping {
    var isRecursive: Bool { true }

    func provideScope(
        for test: Test, testCase: Test.Case?, performing function: @Sendable () async throws -> Void
    ) async throws {
        for kind in StoreKind.asked {
            let naming = IssueHandlingTrait.compactMapIssues { issue in
                var issue = issue
                issue.comments.append("on \(kind)")
                return issue
            }
            let loan = Loan()
            defer { loan.end() }
            try await StoreKind.$current.withValue(kind) {
                try await Loan.$current.withValue(loan) {
                    try await naming.provideScope(for: test, testCase: testCase, performing: function)
                }
            }
        }
    }
}

extension Trait where Self == EveryStore {
    static var onEveryStore: Self { EveryStore() }
}
