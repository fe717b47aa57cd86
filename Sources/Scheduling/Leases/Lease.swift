/// A worker's right to a bundle of jobs, until a deadline that heartbeats extend.
///
/// The jobs of one lease are handed to the executor together, since they may share work. Each ends by itself.
public struct Lease: Hashable, Sendable {
    /// One job of a lease.
    public struct Item: Hashable, Sendable {
        /// The attempt that is leased.
        public var reference: AttemptReference
        /// What the executor is given.
        public var payload: String
        /// Floating-point operations by formula.
        public var expectedOperations: Int
        /// Peak memory by formula.
        public var expectedBytes: Int

        /// A job to be leased.
        public init(reference: AttemptReference, payload: String, expectedOperations: Int, expectedBytes: Int) {
            self.reference = reference
            self.payload = payload
            self.expectedOperations = expectedOperations
            self.expectedBytes = expectedBytes
        }
    }

    /// At least one; in the order of dispatch.
    public var items: [Item]

    /// A lease of jobs that belong together.
    public init(items: [Item]) {
        self.items = items
    }
}
