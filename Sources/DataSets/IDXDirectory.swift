internal import Experiments
internal import FoundationEssentials

/// A directory with the four files of an MNIST-like data set, plain or gzip'd.
struct IDXDirectory {
    var path: String

    /// Reads training and test examples.
    func load(name: String) throws(LetheError) -> Dataset {
        let files = try list()
        let train = try part("train", among: files)
        let test = try part("t10k", or: "test", among: files)
        guard train.shape == test.shape else {
            throw LetheError(
                "data.mismatch",
                "training examples in `\(path)` have the shape \(train.shape), test examples \(test.shape)"
            )
        }
        // Rank 3 is images; of any other rank the features are flattened.
        let isImage = train.shape.count == 2
        return try Dataset(
            name: name,
            height: isImage ? train.shape[0] : 1,
            width: isImage ? train.shape[1] : train.shape.reduce(1, *),
            train: (.bytes(train.features), train.labels),
            test: (.bytes(test.features), test.labels)
        )
    }

    private struct Part {
        var shape: [Int]
        var features: [UInt8]
        var labels: [Int]
    }

    private func part(
        _ prefix: String,
        or other: String? = nil,
        among files: [String]
    ) throws(LetheError) -> Part {
        let images = try IDXFile.read(file(prefix, or: other, "images", among: files))
        let labels = try IDXFile.read(file(prefix, or: other, "labels", among: files))
        guard images.dimensions.count >= 2 else {
            throw LetheError(
                "data.mismatch",
                "the \(prefix) images in `\(path)` have one dimension, where examples need two or more"
            )
        }
        guard labels.dimensions.count == 1, labels.dimensions[0] == images.dimensions[0] else {
            throw LetheError(
                "data.mismatch",
                "the \(prefix) files in `\(path)` do not belong together: images \(images.dimensions), labels "
                    + "\(labels.dimensions)"
            )
        }
        return Part(
            shape: Array(images.dimensions.dropFirst()),
            features: images.bytes,
            labels: labels.bytes.map { Int($0) }
        )
    }

    private func list() throws(LetheError) -> [String] {
        var isDirectory = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory) else {
            throw LetheError(
                "data.missing",
                "there is no directory `\(path)`",
                hint: "check the path in the sweep file"
            )
        }
        guard isDirectory else {
            throw LetheError(
                "data.not-a-directory",
                "`\(path)` is no directory",
                hint: "name the one that holds the files"
            )
        }
        do {
            return try FileManager.default.contentsOfDirectory(atPath: path).sorted()
        } catch {
            throw LetheError("data.unreadable", "cannot list `\(path)`: \(FileFault.reason(error))")
        }
    }

    /// The path of a file such as `train-images-idx3-ubyte.gz` or `train-images.idx3-ubyte`; a plain one comes first.
    private func file(
        _ prefix: String,
        or other: String?,
        _ content: String,
        among files: [String]
    ) throws(LetheError) -> String {
        for prefix in [prefix, other].compactMap({ $0 }) {
            let found = files.first { file in
                guard file.hasPrefix("\(prefix)-\(content)") else { return false }
                let rest = file.dropFirst("\(prefix)-\(content)".count)
                let stem = rest.hasSuffix(".gz") ? rest.dropLast(3) : rest
                return (stem.hasPrefix("-idx") || stem.hasPrefix(".idx")) && stem.hasSuffix("-ubyte")
            }
            if let found { return path + "/" + found }
        }
        throw LetheError(
            "data.missing",
            "`\(path)` has no file `\(other ?? prefix)-\(content)-idx…-ubyte`, plain or .gz",
            hint: "an IDX data set is train-images, train-labels, t10k-images and t10k-labels"
        )
    }
}
