/// When a worker that died is started again, and when that is given up.
public struct RestartPolicy: Hashable, Sendable {
    /// The wait after a first death; each further one in a row doubles it.
    public var firstDelay: Duration = .milliseconds(100)
    /// The longest wait.
    public var longestDelay: Duration = .seconds(10)
    /// A worker that lived this long starts a new row of deaths.
    public var provenLife: Duration = .seconds(30)
    /// So many workers in a row that ended before they joined are taken for a program that cannot work.
    public var failedStartsToGiveUp = 5

    /// The pool's usual patience.
    public init() {}

    /// The wait after so many deaths in a row, from 1.
    func delay(afterDeaths deaths: Int) -> Duration {
        let doublings = min(max(deaths - 1, 0), 30)
        return min(firstDelay * (1 << doublings), longestDelay)
    }
}
