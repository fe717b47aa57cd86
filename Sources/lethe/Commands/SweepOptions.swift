internal import ArgumentParser

/// What `run` and `serve` have in common.
struct SweepOptions: ParsableArguments {
    @Option(help: "The run's directory; by default runs/NAME.")
    var out: String?

    @Option(help: "The directory where decoded data sets are kept for workers; by default a cache of the user's.")
    var data: String?

    @Flag(help: "Train every job from its beginning, even where jobs that begin alike could share that work.")
    var noSharing = false

    @Flag(help: "Run jobs again that failed; deaths of workers are counted anew.")
    var retryFailed = false

    @Flag(help: "Print a summary as JSON.")
    var json = false

    @Flag(help: "Say nothing but errors.")
    var quiet = false
}
