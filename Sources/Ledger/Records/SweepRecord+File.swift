internal import FoundationEssentials

extension SweepRecord {
    /// Whether two sweeps were given in one file, edited or moved in between.
    ///
    /// A file that is gone was probably moved, so one of its name counts as that.
    func isOfSameFile(as other: SweepRecord) -> Bool {
        let (own, others) = (path ?? file, other.path ?? other.file)
        if own == others { return true }
        guard let identity = Self.identity(ofFileAt: own) else { return Self.name(own) == Self.name(others) }
        return identity == Self.identity(ofFileAt: others)
    }

    /// The file system and the number of a file there.
    private static func identity(ofFileAt path: String) -> [Int]? {
        let target = URL(filePath: path).resolvingSymlinksInPath().path
        guard let attributes = try? FileManager.default.attributesOfItem(atPath: target) else { return nil }
        return [FileAttributeKey.systemNumber, .systemFileNumber].compactMap { attributes[$0] as? Int }
    }

    private static func name(_ path: String) -> Substring? { path.split(separator: "/").last }
}
