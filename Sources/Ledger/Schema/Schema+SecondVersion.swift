extension Schema {
    /// Version 2: accuracies on held-out examples, and what a strategy costs beyond naive.
    ///
    /// Outcomes of version 1 hold neither: no accuracies, and costs of 0 that were not measured.
    static let secondVersion = """
        ALTER TABLE outcome ADD COLUMN validation TEXT;
        ALTER TABLE outcome ADD COLUMN validation_accuracy REAL;
        ALTER TABLE outcome ADD COLUMN strategy_operations INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE outcome ADD COLUMN strategy_bytes INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE outcome ADD COLUMN stored_bytes INTEGER NOT NULL DEFAULT 0;
        """
}
