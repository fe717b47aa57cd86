/// The hosts in the order in which they came; one whose workers are all gone is remembered, since they may return.
struct HostTable {
    private(set) var ids: [HostID] = []
    private var states: [HostID: HostState] = [:]
    /// Those that are set aside for something; mostly nobody.
    private var aside: Set<HostID> = []

    var isAnyAside: Bool { !aside.isEmpty }
    var inOrder: [HostState] { ids.compactMap { states[$0] } }
    var present: [HostState] { inOrder.filter(\.isPresent) }

    func find(_ id: HostID) -> HostState? { states[id] }

    /// A host, which is known from here on.
    subscript(id: HostID) -> HostState {
        get { states[id] ?? HostState(id: id) }
        _modify {
            if states[id] == nil { ids.append(id) }
            yield &states[id, default: HostState(id: id)]
            if states[id]?.setbacks.isEmpty ?? true { aside.remove(id) } else { aside.insert(id) }
        }
    }

    /// Whether someone present may be given a job with these needs; true while nobody is present at all.
    func anyoneMayTake(_ needs: Needs) -> Bool {
        if aside.isEmpty { return true }
        let present = present
        return present.isEmpty || present.contains { $0.mayTake(needs) }
    }
}
