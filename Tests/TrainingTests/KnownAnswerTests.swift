import Experiments
import Hashing
import Kernels
import Testing
import Training

@Suite("Known answers")
struct KnownAnswerTests {
    @Test("the training by which a worker proves its arithmetic has its digest on every instruction set")
    func knownAnswer() {
        for backend in Backend.all { #expect(KnownAnswer.compute(with: backend) == KnownAnswer.expected) }
    }

    @Test("twenty varied jobs have their digests on every instruction set")
    func golden() throws {
        let data = TinyData.images()
        let experiments = VariedJobs.experiments(on: data)
        #expect(experiments.count == GoldenDigests.all.count)
        for backend in Backend.all {
            let digests = try experiments.map { try TinyData.outcome(of: $0, on: data, backend: backend).digest.hex }
            #expect(digests.map { String($0.prefix(16)) } == GoldenDigests.all)
        }
    }
}
