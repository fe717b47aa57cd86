internal import Experiments

/// Jobs gathered by the stages that their ways share, in the order in which they were given.
///
/// A node holds all stages up to where ways part or end, so the tree is no deeper than jobs are many, however long
/// their ways.
struct PrefixTree: Sendable {
    /// Stages without a fork, the jobs that end with the last of them, and what others go on with.
    struct Node: Sendable {
        private(set) var stages: ArraySlice<Stage>
        /// Jobs whose way ends here, by their index.
        private(set) var ends: [Int] = []
        private(set) var branches: [Node] = []

        /// All jobs that pass through or end here, in the order in which a walk serves them.
        var jobs: [Int] { ends + branches.flatMap(\.jobs) }

        fileprivate static func insert(_ job: Int, _ way: ArraySlice<Stage>, into nodes: inout [Node]) {
            if let place = nodes.firstIndex(where: { $0.stages.first == way.first }) {
                nodes[place].insert(job, way)
            } else {
                nodes.append(Node(stages: way, ends: [job]))
            }
        }

        private mutating func insert(_ job: Int, _ way: ArraySlice<Stage>) {
            let shared = zip(stages, way).prefix { $0 == $1 }.count
            if shared < stages.count {
                let rest = Node(stages: stages.dropFirst(shared), ends: ends, branches: branches)
                self = Node(stages: stages.prefix(shared), branches: [rest])
            }
            let left = way.dropFirst(shared)
            if left.isEmpty { ends.append(job) } else { Node.insert(job, left, into: &branches) }
        }
    }

    /// One tree for every way to begin.
    private(set) var roots: [Node] = []

    /// Adds a job.
    mutating func insert(_ job: Int, way: [Stage]) {
        if !way.isEmpty { Node.insert(job, way[...], into: &roots) }
    }
}
