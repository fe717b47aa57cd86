/// Where a job stands in the order of dispatch, from 0.
public struct JobRank: Hashable, Comparable, Sendable {
    /// Jobs that are dispatched before it.
    public let number: Int

    /// The rank after so many jobs.
    public init(_ number: Int) {
        self.number = number
    }

    /// Whether one is dispatched before the other.
    public static func < (one: JobRank, other: JobRank) -> Bool { one.number < other.number }
}
