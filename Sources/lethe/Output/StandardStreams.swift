internal import Foundation

/// The standard streams, as this process inherited them.
enum StandardStreams {
    /// To be called before anything is opened.
    ///
    /// A closed stream's number would go to the next file that is opened, and the program's output into that file. So
    /// the place is taken, by something that fails when it is written to (or read), as a closed stream does. Writes
    /// beyond a limit of size, and to a pipe that nobody reads, come back as errors and end no process.
    static func secure() {
        for stream in [STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO] where fcntl(stream, F_GETFD) == -1 {
            _ = unsafe open("/dev/null", stream == STDIN_FILENO ? O_WRONLY : O_RDONLY)
        }
        signal(SIGXFSZ, SIG_IGN)
        signal(SIGPIPE, SIG_IGN)
    }

    /// Writes all of a text.
    ///
    /// - Returns: the number of the system's error, or nil. A pipe whose reader has left is none: that is how `head`
    ///   says that it has seen enough.
    static func write(_ text: String, to stream: Int32) -> Int32? {
        var bytes = Array(text.utf8)[...]
        while !bytes.isEmpty {
            let count = unsafe bytes.withUnsafeBytes { unsafe Foundation.write(stream, $0.baseAddress, $0.count) }
            if count >= 0 {
                bytes = bytes.dropFirst(count)
                continue
            }
            switch errno {
            case EINTR: continue
            case EAGAIN: waitUntilWritable(stream)
            case EPIPE: return nil
            case let number: return number
            }
        }
        return nil
    }

    /// A terminal or pipe that is shared with a program may have been set not to block.
    private static func waitUntilWritable(_ stream: Int32) {
        var request = pollfd(fd: stream, events: Int16(POLLOUT), revents: 0)
        _ = unsafe poll(&request, 1, -1)
    }
}
