internal import Experiments
internal import FoundationEssentials

/// Fashion-MNIST (Xiao, Rasul & Vollgraf 2017): 60,000 and 10,000 images of 28x28 in ten classes.
enum FashionMNIST {
    /// Where Debian's package puts the files.
    static let directory = "/usr/share/datasets/fashion-mnist"

    /// Reads the files of Debian's package.
    static func load(name: String, from directory: String = directory) throws(LetheError) -> Dataset {
        guard FileManager.default.fileExists(atPath: directory) else {
            throw LetheError(
                "data.missing",
                "Fashion-MNIST is not installed: there is no directory `\(directory)`",
                hint:
                    "`apt-get install dataset-fashion-mnist`, or write {idx: DIR} for a directory of its files"
            )
        }
        return try IDXDirectory(path: directory).load(name: name)
    }
}
