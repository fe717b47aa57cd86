internal import Glibc
internal import Synchronization

/// What other threads leave for an event loop, which a file descriptor wakes.
final class Mailbox<Letter: Sendable>: Sendable {
    private let letters = Mutex<[Letter]>([])
    private let bell: Bell

    init() {
        bell = Bell()
    }

    /// Readable while letters wait.
    var descriptor: Int32 { bell.descriptor }

    /// Leaves a letter; from any thread.
    func post(_ letter: Letter) {
        let wasEmpty = letters.withLock { letters in
            letters.append(letter)
            return letters.count == 1
        }
        if wasEmpty { bell.ring() }
    }

    /// Takes all letters, the oldest first.
    func collect() -> [Letter] {
        // Silenced first: a letter that arrives in between rings again.
        bell.silence()
        return letters.withLock { letters in
            defer { letters = [] }
            return letters
        }
    }
}

/// A pipe that is only ever readable or not.
private struct Bell: ~Copyable {
    let descriptor: Int32
    private let writing: Int32

    init() {
        var ends: [Int32] = [0, 0]
        guard unsafe pipe(&ends) == 0 else { preconditionFailure("no file descriptor is left for a pipe") }
        for end in ends {
            _ = fcntl(end, F_SETFD, FD_CLOEXEC)
            _ = fcntl(end, F_SETFL, O_NONBLOCK)
        }
        descriptor = ends[0]
        writing = ends[1]
    }

    deinit {
        close(descriptor)
        close(writing)
    }

    borrowing func ring() {
        // A full pipe rings already.
        _ = unsafe write(writing, [1], 1)
    }

    borrowing func silence() {
        var bytes = [UInt8](repeating: 0, count: 64)
        while unsafe read(descriptor, &bytes, bytes.count) == bytes.count {}
    }
}
