import DataSets
import Experiments
import Foundation
import Kernels
import Scheduling
import Synchronization
import Testing

@testable import Fleet
@testable import FleetTestWorker
@testable import lethe

/// An executor under test, and jobs for it.
struct Subject: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var make: @Sendable () -> any JobExecutor
    /// A job that takes minutes, and three that take moments.
    var long: @Sendable () throws -> Lease.Item
    var short: @Sendable () throws -> [Lease.Item]

    static let all = [training, scripts]

    private static let scripts = Subject(
        testDescription: "scripts",
        make: { ScriptExecutor() },
        long: { item(JobID(scripted: "toil 600000"), "toil 600000") },
        short: { ["toil 1", "fail no", "toil 2"].map { item(JobID(scripted: $0), $0) } }
    )

    private static let training = Subject(
        testDescription: "training",
        make: { TrainingExecutor(streams: StreamCache(store: DataStore(directory: "/nowhere")), backend: .best) },
        long: { try experiments(hidden: "[[700, 700]]", epochs: 4000)[0] },
        short: { try experiments(hidden: "[[8], [9], [10]]", epochs: 1) }
    )

    /// Jobs of the trainer, which share a stream.
    private static func experiments(hidden: String, epochs: Int) throws -> [Lease.Item] {
        let sweep = """
            name: contract
            stream: {dataset: digits, tasks: permuted, count: 2}
            training: {epochs: \(epochs), batch_size: 64}
            grid: {hidden: \(hidden)}
            """
        let path = FileManager.default.temporaryDirectory.appending(path: "\(UUID().uuidString).yaml").path
        try Data(sweep.utf8).write(to: URL(filePath: path))
        defer { try? FileManager.default.removeItem(atPath: path) }
        let grid = try LoadedSweep(path: path, console: Console()).sweep.grid
        return (0..<grid.count).map { cell in
            let experiment = grid.experiment(ofCell: cell)
            return item(JobID(experiment), experiment.canonical)
        }
    }

    private static func item(_ job: JobID, _ payload: String) -> Lease.Item {
        Lease.Item(
            reference: AttemptReference(rank: JobRank(0), job: job, attempt: AttemptID(1)),
            payload: payload,
            expectedOperations: 1,
            expectedBytes: 1
        )
    }
}

/// A lease at work on a thread of its own, and what its executor told.
private final class Trial: Sendable {
    let cancelled = CancelledJobs()
    private let letters = Mailbox<WorkerSession.Event>()
    private let told = Mutex<[WorkerSession.Event]>([])
    private let thread = Mutex<pthread_t?>(nil)
    private let isOver = Mutex(false)

    init(_ items: [Lease.Item], on make: @escaping @Sendable () -> any JobExecutor) {
        DetachedThread.start(stackBytes: 16 << 20) { [self] in
            thread.withLock { $0 = pthread_self() }
            let execution = Execution(Lease(items: items), letters: letters, cancelled: cancelled, presence: nil)
            var executor = make()
            executor.execute(items, execution)
            execution.close()
            isOver.withLock { $0 = true }
            // Its clock can be read for as long as it lives.
            sleep(60)
        }
    }

    var hasEnded: Bool { isOver.withLock { $0 } }

    /// Everything told so far.
    var events: [WorkerSession.Event] {
        told.withLock { told in
            told += letters.collect()
            return told
        }
    }

    /// Processor time that its thread has spent.
    var seconds: Double {
        guard let thread = thread.withLock({ $0 }) else { return 0 }
        var clock = clockid_t()
        var time = timespec()
        guard unsafe pthread_getcpuclockid(thread, &clock) == 0, unsafe clock_gettime(clock, &time) == 0
        else { return 0 }
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
}

@Suite("Every executor", .serialized, .timeLimit(.minutes(2)))
struct ExecutorTests {
    @Test("tells progress as work is done, and gives a cancelled job up within a second", arguments: Subject.all)
    func progressAndCancelling(_ subject: Subject) throws {
        let item = try subject.long()
        let job = item.reference.job
        let trial = Trial([item], on: subject.make)
        try eventually("progress is told three times") { trial.events.compactMap(\.progress).count >= 3 }
        let progress = trial.events.compactMap(\.progress)
        #expect(zip(progress, progress.dropFirst()).allSatisfy { $0.work < $1.work && $0.share <= $1.share })
        #expect(progress.allSatisfy { $0.work > 0 && (0...1).contains($0.share) })
        let before = trial.seconds
        trial.cancelled.insert([job])
        try eventually("it gives the job up") { trial.hasEnded }
        #expect(trial.seconds - before < 1, "of processor time: how busy the machine is does not matter")
        #expect(trial.events.first == .jobStarted(job) && trial.events.last == .jobCancelled(job))
        #expect(trial.events.filter { $0.progress == nil }.count == 2)
    }

    @Test("begins and ends each job of a lease once", arguments: Subject.all)
    func endsOnce(_ subject: Subject) throws {
        let items = try subject.short()
        let trial = Trial(items, on: subject.make)
        try eventually("the lease ends") { trial.hasEnded }
        for item in items {
            let job = item.reference.job
            let begun = trial.events.filter { $0 == .jobStarted(job) }
            let ended = trial.events.filter { if case .jobEnded(job, _, _) = $0 { true } else { false } }
            #expect(begun.count == 1 && ended.count == 1)
        }
        #expect(trial.events.filter { $0.progress == nil }.count == 2 * items.count)
    }
}

extension WorkerSession.Event {
    fileprivate var progress: JobProgress? {
        if case .jobProgressed(_, let progress) = self { progress } else { nil }
    }
}
