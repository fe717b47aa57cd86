extension Schema {
    /// Version 4: the labels of a data set's classes with their counts, as a sweep's source writes them, and where the
    /// sweep file lay.
    ///
    /// Sweeps of earlier versions know neither.
    static let fourthVersion = """
        ALTER TABLE sweep_dataset ADD COLUMN classes TEXT;
        ALTER TABLE sweep ADD COLUMN path TEXT;
        """
}
