internal import Experiments

/// Jobs gathered by the stages that their ways share, in the order in which they were given.
struct PrefixTree: Sendable {
    /// A stage, the jobs that end with it, and what others go on with.
    struct Node: Sendable {
        let stage: Stage
        /// Jobs whose way ends here, by their index.
        fileprivate(set) var ends: [Int] = []
        fileprivate(set) var branches: [Node] = []

        /// All jobs that pass through or end here, in the order in which a walk serves them.
        var jobs: [Int] { ends + branches.flatMap(\.jobs) }

        fileprivate mutating func insert(_ job: Int, _ way: ArraySlice<Stage>) {
            guard let next = way.first else {
                ends.append(job)
                return
            }
            Node.insert(job, next, way.dropFirst(), into: &branches)
        }

        fileprivate static func insert(
            _ job: Int,
            _ stage: Stage,
            _ rest: ArraySlice<Stage>,
            into nodes: inout [Node]
        ) {
            let place = nodes.firstIndex { $0.stage == stage } ?? nodes.endIndex
            if place == nodes.endIndex { nodes.append(Node(stage: stage)) }
            nodes[place].insert(job, rest)
        }
    }

    /// One tree for every way to begin.
    private(set) var roots: [Node] = []

    /// Adds a job.
    mutating func insert(_ job: Int, way: [Stage]) {
        guard let first = way.first else { return }
        Node.insert(job, first, way.dropFirst(), into: &roots)
    }
}
