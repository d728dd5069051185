/// A command line that makes no sense, in one sentence for the person who typed it.
public struct UsageError: Error, Hashable, CustomStringConvertible {
    public let message: String
    /// What was probably meant, a word that exists.
    public let suggestion: String?

    public init(_ message: String, suggestion: String? = nil) {
        self.message = message
        self.suggestion = suggestion
    }

    public var description: String {
        suggestion.map { "\(message); did you mean '\($0)'?" } ?? message
    }
}
