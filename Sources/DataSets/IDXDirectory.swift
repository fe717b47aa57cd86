internal import Experiments

/// A directory with the four files of an MNIST-like data set, plain or gzip'd.
struct IDXDirectory {
    var path: String
    /// What stands before `train-` in the files' names, where the directory holds several data sets.
    var prefix: String?
    /// Whether the images are stored column by column, as EMNIST's are.
    var isTransposed = false

    /// Reads training and test examples.
    func load(name: String) throws(LetheError) -> Dataset {
        let listing = try IDXListing(of: path)
        let prefix = try chosenPrefix(listing)
        let train = try part(["train"], prefix, listing)
        let test = try part(["t10k", "test"], prefix, listing)
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

    /// The prefix that is asked for, else the only one there.
    private func chosenPrefix(_ listing: IDXListing) throws(LetheError) -> String {
        let prefixes = listing.prefixes
        if let prefix {
            if let found = prefixes.first(where: { [prefix, prefix + "-", prefix + "_"].contains($0) }) {
                return found
            }
            throw LetheError("data.missing", "`\(path)` has no files `\(prefix)-train-…`; \(listing.inWords)")
        }
        guard prefixes.count > 1, !prefixes.contains("") else { return prefixes.first ?? "" }
        let names = prefixes.map { String($0.dropLast()) }
        throw LetheError(
            "data.ambiguous",
            "`\(path)` holds several data sets: " + names.map { "`\($0)`" }.joined(separator: ", "),
            hint: "write {idx: DIR, prefix: \(names[0])} for one of them"
        )
    }

    private struct Part {
        var shape: [Int]
        var features: [UInt8]
        var labels: [Int]
    }

    private func part(_ names: [String], _ prefix: String, _ listing: IDXListing) throws(LetheError) -> Part {
        let images = try IDXFile.read(listing.file(names, .images, prefix: prefix))
        let labels = try IDXFile.read(listing.file(names, .labels, prefix: prefix))
        guard images.dimensions.count >= 2 else {
            throw LetheError(
                "data.mismatch",
                "the \(names[0]) images in `\(path)` have one dimension, where examples need two or more"
            )
        }
        guard labels.dimensions.count == 1, labels.dimensions[0] == images.dimensions[0] else {
            throw LetheError(
                "data.mismatch",
                "the \(names[0]) files in `\(path)` do not belong together: images \(images.dimensions), labels "
                    + "\(labels.dimensions)"
            )
        }
        let part = Part(
            shape: Array(images.dimensions.dropFirst()),
            features: images.bytes,
            labels: labels.bytes.map { Int($0) }
        )
        return isTransposed ? try transposed(part) : part
    }

    /// The images with rows and columns exchanged.
    private func transposed(_ part: Part) throws(LetheError) -> Part {
        guard part.shape.count == 2 else {
            throw LetheError(
                "data.mismatch",
                "the examples in `\(path)` have the shape \(part.shape), and only images can be transposed",
                hint: "take `transpose` out"
            )
        }
        let (rows, columns) = (part.shape[0], part.shape[1])
        var turned = part
        turned.shape = [columns, rows]
        for image in 0..<part.labels.count {
            let start = image * rows * columns
            for row in 0..<rows {
                for column in 0..<columns {
                    turned.features[start + column * rows + row] = part.features[start + row * columns + column]
                }
            }
        }
        return turned
    }
}
