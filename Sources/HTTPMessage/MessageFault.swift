/// Why a message is not taken: the rule it breaks, and the status a server answers before it closes.
public struct MessageFault: Error, Hashable, Sendable, CustomStringConvertible {
    public let status: Int
    /// A sentence for people, with the section of the rule.
    public let rule: String

    public init(_ status: Int, _ rule: String) {
        self.status = status
        self.rule = rule
    }

    public var description: String { rule }

    /// Whether the message was well-formed so far and only larger than a limit.
    public var isLimit: Bool { status == 413 || status == 414 || status == 431 }
}

// Lines and fields
extension MessageFault {
    static let bareLineFeed = MessageFault(400, "a line ends with LF without CR (RFC 9112 §2.2)")
    static let bareCarriageReturn = MessageFault(400, "CR without LF (RFC 9112 §2.2)")
    static let controlCharacter = MessageFault(400, "a control character in the head (RFC 9110 §5.5)")
    static let headTooLarge = MessageFault(431, "the header fields are too large")
    static let tooManyFields = MessageFault(431, "too many header fields")
    static let fieldWithoutColon = MessageFault(400, "a field line is not name \":\" value (RFC 9112 §5)")
    static let spaceBeforeColon = MessageFault(400, "space between a field's name and its colon (RFC 9112 §5.1)")
    static let leadingSpace = MessageFault(400, "space before the first field (RFC 9112 §2.2)")
    static let foldedField = MessageFault(400, "a folded field line (RFC 9112 §5.2)")
    static let fieldName = MessageFault(400, "a field name is not a token (RFC 9110 §5.1)")
    static let fieldText = MessageFault(400, "a field value is not UTF-8")
    static let repeatedField = MessageFault(400, "a field that may occur once occurs twice (RFC 9110 §5.3)")
}

// Framing
extension MessageFault {
    static let contentLength = MessageFault(400, "Content-Length is not one decimal number (RFC 9112 §6.3)")
    static let lengthAndCoding = MessageFault(400, "both Content-Length and Transfer-Encoding (RFC 9112 §6.1)")
    static let codingOnOldVersion = MessageFault(400, "Transfer-Encoding in HTTP/1.0 (RFC 9112 §6.1)")
    static let chunkedNotFinal = MessageFault(400, "chunked is not the one and final coding (RFC 9112 §6.3)")
    static let unknownCoding = MessageFault(501, "a transfer coding other than chunked (RFC 9112 §6.1)")
    static let chunkSize = MessageFault(400, "a chunk size is not hexadecimal digits (RFC 9112 §7.1)")
    static let chunkLineTooLong = MessageFault(400, "a chunk's size line is too long (RFC 9112 §7.1.1)")
    static let chunkEnd = MessageFault(400, "a chunk is not followed by CRLF (RFC 9112 §7.1)")
    static let trailersTooLarge = MessageFault(431, "the trailer fields are too large (RFC 9112 §7.1.2)")
    static let truncated = MessageFault(400, "the message ends before its end (RFC 9112 §8)")

    public static func bodyTooLarge(limit: Int) -> MessageFault {
        MessageFault(413, "the body is larger than \(limit) bytes")
    }
}

// Requests
extension MessageFault {
    static let requestLine = MessageFault(400, "not method SP target SP HTTP-version (RFC 9112 §3)")
    static let methodTooLong = MessageFault(501, "no such method (RFC 9112 §3)")
    static let versionText = MessageFault(400, "not an HTTP version (RFC 9112 §2.3)")
    static let version = MessageFault(505, "only HTTP/1.x is spoken here (RFC 9110 §15.6.6)")
    static let targetTooLong = MessageFault(414, "the request target is too long (RFC 9112 §3)")
    static let target = MessageFault(400, "not a request target (RFC 9112 §3.2)")
    static let targetEscape = MessageFault(400, "a broken percent-escape in the target (RFC 3986 §2.1)")
    static let dotSegment = MessageFault(400, "a . or .. segment in the target (RFC 3986 §6.2.2.3)")
    static let connect = MessageFault(501, "CONNECT is not implemented (RFC 9110 §9.3.6)")
    static let host = MessageFault(400, "not exactly one valid Host field (RFC 9112 §3.2)")
    static let expectation = MessageFault(417, "an expectation other than 100-continue (RFC 9110 §10.1.1)")
    static let contentCoding = MessageFault(415, "an encoded body (RFC 9110 §15.5.16)")
}

// Responses
extension MessageFault {
    static let statusLine = MessageFault(400, "not HTTP-version SP status (RFC 9112 §4)")
    static let switching = MessageFault(400, "101 without an offer to switch (RFC 9110 §15.2.2)")
    static let tooManyInterim = MessageFault(400, "too many 1xx responses")
}
