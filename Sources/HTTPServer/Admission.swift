import HTTPMessage

/// Called on the loop's thread with a complete request. It must not block; it may answer later, from anywhere.
public typealias HTTPHandler = @Sendable (HTTPRequest, HTTPResponder) -> Void

/// What becomes of a request, decided when its head is complete and nothing of its body has been read.
struct Admission: Sendable {
    enum Outcome: Sendable {
        case handle(HTTPHandler)
        /// Answered without a handler, once the body has passed by.
        case refuse(HTTPResponse)
    }

    var outcome: Outcome
    /// In bytes; a larger body is answered 413.
    var bodyLimit: Int
    /// A body without Content-Length is answered 411.
    var requiresLength = false
    var parameters: [(name: String, value: String)] = []
    var tail: [String] = []
}
