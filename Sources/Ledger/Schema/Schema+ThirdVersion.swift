extension Schema {
    /// Version 3: who is at work, on which host, and which failures were forgiven.
    ///
    /// `supervisor` is the random name of the supervisor whose slots are a host. `joined` and `gone` are the last times
    /// at which a worker did so. Deaths in attempts up to `forgiven` no longer count against a job.
    static let thirdVersion = """
        ALTER TABLE worker ADD COLUMN supervisor TEXT NOT NULL DEFAULT '';
        ALTER TABLE worker ADD COLUMN joined REAL;
        ALTER TABLE worker ADD COLUMN gone REAL;
        ALTER TABLE job ADD COLUMN forgiven INTEGER NOT NULL DEFAULT 0;
        """
}
