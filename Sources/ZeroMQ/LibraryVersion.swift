internal import CZeroMQ

/// The version of libzmq that is running, such as `4.3.4`.
public var libraryVersion: String {
    var (major, minor, patch): (Int32, Int32, Int32) = (0, 0, 0)
    unsafe zmq_version(&major, &minor, &patch)
    return "\(major).\(minor).\(patch)"
}
