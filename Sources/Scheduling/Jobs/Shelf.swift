/// Jobs that wait for someone who can do them, by what they need; each kind ascending.
struct Shelf {
    private var ranks: [Needs: ArraySlice<JobRank>] = [:]
    private(set) var count = 0

    var isEmpty: Bool { count == 0 }
    /// The kinds of jobs that there are.
    var kinds: some Collection<Needs> { ranks.keys }

    /// Puts a job among the others of its kind, mostly behind them.
    mutating func put(_ rank: JobRank, _ needs: Needs) {
        let place = ranks[needs, default: []].lastIndex { $0 < rank }.map { $0 + 1 }
        ranks[needs, default: []].insert(rank, at: place ?? ranks[needs, default: []].startIndex)
        count += 1
    }

    /// The first job of those that may be taken, and its kind.
    func first(where mayTake: (Needs) -> Bool) -> (rank: JobRank, needs: Needs)? {
        var best: (rank: JobRank, needs: Needs)?
        for (needs, ranks) in ranks {
            guard let rank = ranks.first, rank < best?.rank ?? JobRank(.max), mayTake(needs) else { continue }
            best = (rank, needs)
        }
        return best
    }

    /// Takes the first jobs of a kind.
    mutating func take(_ needs: Needs, atMost limit: Int) -> [JobRank] {
        let taken = Array(ranks[needs, default: []].prefix(limit))
        ranks[needs]?.removeFirst(taken.count)
        if ranks[needs]?.isEmpty ?? true { ranks[needs] = nil }
        count -= taken.count
        return taken
    }

    /// The last job of those that may be taken, and its kind.
    func last(where mayTake: (Needs) -> Bool) -> (rank: JobRank, needs: Needs)? {
        var best: (rank: JobRank, needs: Needs)?
        for (needs, ranks) in ranks {
            guard let rank = ranks.last, rank > best?.rank ?? JobRank(-1), mayTake(needs) else { continue }
            best = (rank, needs)
        }
        return best
    }

    /// Takes one job; false if it is not here.
    mutating func remove(_ rank: JobRank, _ needs: Needs) -> Bool {
        guard let place = ranks[needs]?.firstIndex(of: rank) else { return false }
        ranks[needs]?.remove(at: place)
        if ranks[needs]?.isEmpty ?? true { ranks[needs] = nil }
        count -= 1
        return true
    }
}
