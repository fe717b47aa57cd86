/// Limits of what travels between coordinator and workers.
public enum Wire {
    /// The longest frame that either side accepts.
    public static let maximumFrameBytes = 64 << 20
    /// The most tasks of a stream whose outcome fits.
    public static let maximumTasks = 1000

    static let maximumPayloadBytes = 1 << 20
    static let maximumNameBytes = 255
    static let maximumReasonBytes = 4096
    static let maximumLogLines = 100
    static let maximumLogLineBytes = 1024
}
