import Experiments
import Fleet
import Foundation
import Hashing
import Scheduling

/// Runs jobs whose payload is a little script, a command and its argument a line.
struct ScriptExecutor: JobExecutor {
    mutating func execute(_ jobs: [Lease.Item], _ execution: Execution) {
        for job in jobs { run(job, execution) }
    }

    private func run(_ job: Lease.Item, _ execution: Execution) {
        let id = job.reference.job
        execution.begin(id)
        var ending = Ending.outcome(Self.outcome(of: job.payload))
        for line in job.payload.split(separator: "\n") {
            let parts = line.split(separator: " ", maxSplits: 1).map(String.init)
            let argument = parts.count > 1 ? parts[1] : ""
            switch parts[0] {
            case "sleep": usleep(UInt32(argument) ?? 0)
            case "note": Self.append("\(id) \(getpid())", to: argument)
            // Such a need is met by a file of that name.
            case "need": if let lacking = Self.lacking(argument) { ending = lacking }
            case "toil": Self.toil(milliseconds: Double(argument) ?? 0, id, execution)
            case "hang-once": Self.hangOnce(argument, id, execution)
            case "await": Self.awaitFile(argument) { execution.isCancelled(id) }
            case "allocate": Self.touch(bytes: Int(argument) ?? 0)
            case "burn": Self.burn(milliseconds: Double(argument) ?? 0)
            case "die": raise(Int32(argument) ?? SIGKILL)
            case "say": FileHandle.standardError.write(Data((argument + "\n").utf8))
            case "fail": ending = .failure(Failure(reason: argument), blame: .job)
            default: break
            }
        }
        if execution.isCancelled(id) { return execution.giveUp(id) }
        execution.end(id, ending, operations: 1000)
    }

    /// An outcome that only the payload decides.
    static func outcome(of payload: String) -> Outcome {
        let accuracy = Double(JobID(scripted: payload).digest.bytes[0]) / 255
        let matrix = TaskMatrix(taskCount: 1, rows: [[0.5], [accuracy]])
        return Outcome(accuracy: matrix, loss: matrix, operations: 1000)
    }

    private static func lacking(_ path: String) -> Ending? {
        if unsafe access(path, F_OK) == 0 { return nil }
        return .failure(Failure(reason: "there is no \(path)"), blame: .worker(Lack(.key(path), .missing)))
    }

    /// Works for so long, in steps of a millisecond, and tells of it.
    private static func toil(milliseconds: Double, _ job: JobID, _ execution: Execution) {
        let steps = max(Int(milliseconds), 1)
        for step in 1...steps where !execution.isCancelled(job) {
            burn(milliseconds: 1)
            execution.advance(job, to: JobProgress(work: step, share: Double(step) / Double(steps)))
        }
    }

    /// The first time, which a file tells, it tells progress and then neither works nor listens.
    private static func hangOnce(_ path: String, _ job: JobID, _ execution: Execution) {
        if unsafe access(path, F_OK) == 0 { return }
        append("\(getpid())", to: path)
        // Progress is passed on a few times a second.
        usleep(300_000)
        execution.advance(job, to: JobProgress(work: 1, share: 0.01))
        while true { sleep(1000) }
    }

    /// Waits for a file, as long as the directory it will stand in is there.
    private static func awaitFile(_ path: String, unless isCancelled: () -> Bool) {
        let directory = URL(filePath: path).deletingLastPathComponent().path
        let exists = { (path: String) in unsafe access(path, F_OK) == 0 }
        while !exists(path), exists(directory), !isCancelled() { usleep(1000) }
    }

    private static func append(_ line: String, to path: String) {
        let descriptor = unsafe open(path, O_WRONLY | O_APPEND | O_CREAT, 0o600)
        _ = unsafe write(descriptor, line + "\n", line.utf8.count + 1)
        close(descriptor)
    }

    private static func touch(bytes: Int) {
        let memory = [UInt8](repeating: 1, count: bytes)
        precondition(memory.count == bytes && memory.last != 0)
    }

    private static func burn(milliseconds: Double) {
        var time = timespec()
        let now = {
            unsafe clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
            return Double(time.tv_sec) * 1000 + Double(time.tv_nsec) / 1e6
        }
        let end = now() + milliseconds
        while now() < end {}
    }
}
