/// How a table is written, as far as a sweep file says; what it leaves open is found in the file itself.
public struct TableFormat: Hashable, Sendable {
    /// What the first row is.
    public enum Header: Hashable, Sendable {
        case detected
        case present
        case absent
    }

    /// What stands before the decimals of a number.
    public enum DecimalMark: String, Hashable, Sendable, CaseIterable {
        case point = "."
        case comma = ","

        var byte: UInt8 { self == .point ? UInt8(ascii: ".") : UInt8(ascii: ",") }
    }

    /// The rows and columns of images whose pixels stand in a row of the table.
    public struct Shape: Hashable, Sendable {
        /// Rows of pixels.
        public var height: Int
        /// Pixels of a row.
        public var width: Int

        /// Images of `height` rows of `width` pixels.
        public init(height: Int, width: Int) {
            self.height = height
            self.width = width
        }
    }

    /// Whether the first row holds names.
    public var header = Header.detected
    /// The ASCII character between fields, or nil where it is found in the file.
    public var separator: UInt8?
    /// The decimal mark, or nil where it is found in the file.
    public var decimal: DecimalMark?
    /// The images that the features are, or nil where they are columns of their own kinds.
    public var shape: Shape?
    /// Columns whose numbers are names.
    public var categorical: [DataSource.Column] = []
    /// Columns that are not read.
    public var ignored: [DataSource.Column] = []

    /// A format that is found in the file.
    public init() {}
}
