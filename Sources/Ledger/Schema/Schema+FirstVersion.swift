extension Schema {
    /// Version 1. Times are seconds since 1970, UTC; digests are 64 hexadecimal digits; matrices are JSON arrays of
    /// rows.
    ///
    /// Digests are text, at twice the size of bytes, so that people and views name and join jobs by an index.
    /// `job` is narrow, so that a resuming coordinator reads all of it at once; what a job measured stands in
    /// `outcome`. The checks are written with OR because SQLite builds a table for every IN at every insert, which
    /// would cost more than all the rest. The partial index on `outcome` is the promise that a result is counted once.
    static let firstVersion = """
        CREATE TABLE dataset (
            id          INTEGER PRIMARY KEY,
            digest      TEXT NOT NULL UNIQUE CHECK (length(digest) = 64),
            height      INTEGER NOT NULL,
            width       INTEGER NOT NULL,
            class_count INTEGER NOT NULL,
            train_count INTEGER NOT NULL,
            test_count  INTEGER NOT NULL
        ) STRICT;

        CREATE TABLE sweep (
            id        INTEGER PRIMARY KEY,
            name      TEXT NOT NULL,
            file      TEXT NOT NULL,
            source    TEXT NOT NULL,
            grid      TEXT NOT NULL CHECK (length(grid) = 64),
            job_count INTEGER NOT NULL,
            numerics  INTEGER NOT NULL,
            version   TEXT NOT NULL,
            created   REAL NOT NULL,
            finished  REAL,
            done      INTEGER,
            diverged  INTEGER,
            failed    INTEGER
        ) STRICT;

        CREATE TABLE sweep_dataset (
            sweep   INTEGER NOT NULL REFERENCES sweep,
            source  TEXT NOT NULL,
            name    TEXT NOT NULL,
            dataset INTEGER NOT NULL REFERENCES dataset,
            PRIMARY KEY (sweep, source)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE worker (
            id   INTEGER PRIMARY KEY,
            name TEXT NOT NULL,
            host TEXT NOT NULL,
            UNIQUE (name, host)
        ) STRICT;

        CREATE TABLE job (
            id         INTEGER PRIMARY KEY,
            digest     TEXT NOT NULL UNIQUE CHECK (length(digest) = 64),
            numerics   INTEGER NOT NULL,
            status     TEXT NOT NULL
                       CHECK (status = 'open' OR status = 'done' OR status = 'diverged' OR status = 'failed'),
            last_attempt INTEGER NOT NULL,
            experiment TEXT NOT NULL
        ) STRICT;

        CREATE TABLE attempt (
            job               INTEGER NOT NULL REFERENCES job,
            number            INTEGER NOT NULL,
            cause             TEXT NOT NULL
                              CHECK (cause = 'first' OR cause = 'retry' OR cause = 'duplicate' OR cause = 'audit'
                                  OR cause = 'verify'),
            "end"             TEXT NOT NULL
                              CHECK ("end" = 'done' OR "end" = 'diverged' OR "end" = 'failed' OR "end" = 'lost'
                                  OR "end" = 'discarded'),
            worker            INTEGER NOT NULL REFERENCES worker,
            started           REAL NOT NULL,
            wall_seconds      REAL,
            cpu_seconds       REAL,
            peak_memory_bytes INTEGER,
            operations        INTEGER,
            reason            TEXT,
            signal            INTEGER,
            exit_code         INTEGER,
            log               TEXT,
            PRIMARY KEY (job, number)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE outcome (
            id                     INTEGER PRIMARY KEY,
            job                    INTEGER NOT NULL,
            attempt                INTEGER NOT NULL,
            withdrawn              REAL,
            task_count             INTEGER NOT NULL,
            accuracy               TEXT NOT NULL,
            loss                   TEXT NOT NULL,
            flip_count             INTEGER,
            flip_total             INTEGER,
            diverged_position      INTEGER,
            diverged_step          INTEGER,
            operations             INTEGER NOT NULL,
            probe_operations       INTEGER NOT NULL,
            average_accuracy       REAL,
            backward_transfer      REAL,
            forward_transfer       REAL,
            forgetting             REAL,
            forgetting_nonnegative REAL,
            learning_accuracy      REAL,
            anytime_accuracy       REAL,
            min_accuracy           REAL,
            worst_case_accuracy    REAL,
            diaz_accuracy          REAL,
            diaz_backward_transfer REAL,
            remembering            REAL,
            negative_flip_rate     REAL,
            FOREIGN KEY (job, attempt) REFERENCES attempt (job, number)
        ) STRICT;
        CREATE UNIQUE INDEX outcome_counted_once ON outcome (job) WHERE withdrawn IS NULL;

        CREATE TABLE event (
            id      INTEGER PRIMARY KEY,
            at      REAL NOT NULL,
            kind    TEXT NOT NULL,
            job     INTEGER REFERENCES job,
            worker  TEXT,
            message TEXT NOT NULL
        ) STRICT;
        """
}
