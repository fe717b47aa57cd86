extension Schema {
    /// Version 4: the labels of a data set's classes with their counts, as a sweep's source writes them.
    ///
    /// Sweeps of earlier versions know none.
    static let fourthVersion = """
        ALTER TABLE sweep_dataset ADD COLUMN classes TEXT;
        """
}
