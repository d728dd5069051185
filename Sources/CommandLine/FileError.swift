import Glibc

/// An operation on a file or process that the system refused, in words that name the path and never the content.
public struct FileError: Error, Hashable, CustomStringConvertible {
    public let operation: String
    public let path: String
    /// The system's `errno`, 0 when the refusal is ours.
    public let code: Int32
    private let reason: String?

    /// The error that `errno` describes now.
    public init(_ operation: String, _ path: String, code: Int32 = errno) {
        self.operation = operation
        self.path = path
        self.code = code
        reason = nil
    }

    /// A refusal of our own, with its reason.
    public init(_ operation: String, _ path: String, because reason: String) {
        self.operation = operation
        self.path = path
        code = 0
        self.reason = reason
    }

    public var description: String {
        "cannot \(operation) \(path): \(reason ?? String(cString: strerror(code)))"
    }
}
