import Glibc

/// A system call the loop or a socket could not do without.
public struct EventLoopError: Error, Hashable, CustomStringConvertible {
    /// The system call, as in its manual page.
    public let call: String
    /// The positive `errno` it failed with.
    public let errno: Int32

    public init(call: String, errno: Int32) {
        self.call = call
        self.errno = errno
    }

    public var description: String {
        "\(call): \(String(cString: strerror(errno)))"
    }

    /// Passes a C shim's answer through, or throws when it is a negative `errno`.
    static func check(_ result: Int32, _ call: String) throws(EventLoopError) -> Int32 {
        if result < 0 { throw EventLoopError(call: call, errno: -result) }
        return result
    }
}
