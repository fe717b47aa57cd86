import Foundation
import Synchronization
import Testing

@testable import Fleet

/// Waits until something has happened, for a minute at most.
func eventually(_ what: String, _ condition: () throws -> Bool) throws {
    for _ in 0..<30_000 {
        if try condition() { return }
        usleep(2000)
    }
    throw NeverHappened(what: what)
}

struct NeverHappened: Error {
    var what: String
}

/// A body at work on a thread of its own.
final class InBackground<Result: Sendable>: Sendable {
    private let result = Mutex<Swift.Result<Result, any Error>?>(nil)

    init(_ body: @escaping @Sendable () throws -> Result) {
        DetachedThread.start(stackBytes: 4 << 20) { [self] in
            let outcome = Swift.Result { try body() }
            result.withLock { $0 = outcome }
        }
    }

    var isDone: Bool { result.withLock { $0 != nil } }

    /// What the body returned or threw, waited for.
    func value() throws -> Result {
        try eventually("a background body ends") { isDone }
        guard let outcome = result.withLock({ $0 }) else { throw NeverHappened(what: "a result") }
        return try outcome.get()
    }
}
