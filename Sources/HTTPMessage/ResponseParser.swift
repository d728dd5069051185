/// A response's status and fields.
public struct HTTPResponseHead: Hashable, Sendable {
    public var status: Int
    public var headers: HTTPFields
    public var version: HTTPVersion

    public init(status: Int, headers: HTTPFields, version: HTTPVersion = .http11) {
        self.status = status
        self.headers = headers
        self.version = version
    }
}

/// Reads one final response from bytes, however they are cut; as strict as the request parser.
///
/// 1xx responses before it are dropped. Pure: feed it the unread bytes; what it did not take must be there
/// again, with more behind it, at the next call. After a fault the connection must close.
public struct ResponseParser: Sendable {
    public enum Progress: Hashable, Sendable {
        case needsMore
        /// The final head has come: look at `head`, go on for the body.
        case head
        case complete
    }

    private enum State {
        case head
        case body(BodyReader)
        case complete
    }

    public let limits: HTTPLimits
    public private(set) var head: HTTPResponseHead?
    /// nil when the response has no body.
    public private(set) var framing: BodyFraming?
    /// Whether the connection may carry another request after this response.
    public private(set) var keepsAlive = false

    private let method: HTTPMethod
    private var state = State.head
    private var reader = HeadReader()
    private var status = 0
    private var version = HTTPVersion.http11
    private var interimCount = 0

    /// - Parameter method: of the request; a response to HEAD has no body whatever its fields say.
    public init(method: HTTPMethod, limits: HTTPLimits = .standard) {
        self.method = method
        self.limits = limits
    }

    /// Takes what it can of `input` from `position` on, which it moves; appends body bytes to `body`.
    ///
    /// The caller may empty `body` between calls; `limits.body` counts all of it.
    public mutating func parse(
        _ input: borrowing Span<UInt8>, at position: inout Int, body: inout [UInt8]
    ) throws(MessageFault) -> Progress {
        while true {
            switch state {
            case .head:
                let step = try reader.next(
                    input, at: &position, limits: limits, startLineLimit: limits.fieldLine,
                    startLineText: .field, startLineOver: .headTooLarge)
                switch step {
                case .needsMore: return .needsMore
                case .startLine(let line): try readStatusLine(input, line)
                case .end:
                    if try finishHead() { return .head }
                }
            case .body(var bodyReader):
                state = .complete
                if try bodyReader.read(input, at: &position, into: &body) { continue }
                state = .body(bodyReader)
                return .needsMore
            case .complete:
                return .complete
            }
        }
    }

    /// The server has closed: fine for a body that ends so, a fault otherwise.
    public mutating func end() throws(MessageFault) {
        switch state {
        case .complete: return
        case .body(let reader) where reader.endsWithConnection: state = .complete
        default: throw .truncated
        }
    }

    private mutating func readStatusLine(
        _ input: borrowing Span<UInt8>, _ line: Range<Int>
    ) throws(MessageFault) {
        let start = line.lowerBound
        let name = StaticString("HTTP/1.")
        guard line.count >= 12, input[start + 7].isDigit, input[start + 8] == 0x20 else { throw .statusLine }
        for offset in 0..<7 where input[start + offset] != name.utf8Start[offset] { throw .statusLine }
        guard line.count == 12 || input[start + 12] == 0x20 else { throw .statusLine }
        status = 0
        for index in (start + 9)..<(start + 12) {
            guard input[index].isDigit else { throw .statusLine }
            status = status * 10 + Int(input[index] - 0x30)
        }
        guard (100...599).contains(status) else { throw .statusLine }
        version = input[start + 7] == UInt8(ascii: "0") ? .http10 : .http11
    }

    /// False for a 1xx response, after which another head follows.
    private mutating func finishHead() throws(MessageFault) -> Bool {
        let section = reader.section
        if status < 200 {
            if status == 101 { throw .switching }
            interimCount += 1
            if interimCount > limits.interimResponses { throw .tooManyInterim }
            reader = HeadReader()
            return false
        }
        head = HTTPResponseHead(status: status, headers: section.fields, version: version)
        let announced = try section.framing(version)
        keepsAlive = section.keepsAlive(version)
        if method == .HEAD || status == 204 || status == 304 || announced == .length(0) {
            state = .complete
            return true
        }
        let framing = announced ?? .untilClose
        self.framing = framing
        if framing == .untilClose { keepsAlive = false }
        state = .body(try BodyReader(framing, limit: limits.body, limits: limits))
        return true
    }
}
