/// Reads requests from bytes, however they are cut; strict wherever two readers could disagree.
///
/// Pure: it holds no input but the body of the request at hand. Feed it the unread bytes; what it did not
/// take must be there again, with more behind it, at the next call. After a fault the connection must close.
public struct RequestParser: Sendable {
    public enum Progress: Hashable, Sendable {
        case needsMore
        /// The head is complete and checked: look at `head`, then call `acceptBody` and go on.
        case head
        /// The request is complete: take it with `takeRequest`.
        case complete
    }

    private enum State {
        case start
        case head
        /// The head has a body behind it, and nobody has said yet how long it may be.
        case undecided
        case body(BodyReader)
        case complete
    }

    public let limits: HTTPLimits
    public private(set) var head: HTTPRequestHead?
    /// nil when the request has no body.
    public private(set) var framing: BodyFraming?
    /// The client waits for 100 (Continue) before it sends the body (RFC 9110 §10.1.1).
    public private(set) var expectsContinue = false
    /// Whether the client wants the connection kept after this request.
    public private(set) var keepsAlive = false
    /// What has come of the body, framing removed.
    public private(set) var body: [UInt8] = []

    private var state = State.start
    private var reader = HeadReader()
    private var authority: String?

    public init(limits: HTTPLimits = .standard) { self.limits = limits }

    /// Whether nothing of a request has been taken yet.
    public var isBetweenRequests: Bool {
        switch state {
        case .start: true
        case .head: !reader.isPastStartLine
        default: false
        }
    }

    /// Takes what it can of `input` from `position` on, which it moves.
    public mutating func parse(
        _ input: borrowing Span<UInt8>, at position: inout Int
    ) throws(MessageFault) -> Progress {
        while true {
            switch state {
            case .start:
                guard try skipEmptyLine(input, at: &position) else { return .needsMore }
                state = .head
            case .head:
                // The method and version need room beside the target.
                let step = try reader.next(
                    input, at: &position, limits: limits, startLineLimit: limits.target + Self.lineOverhead,
                    startLineText: .startLine, startLineOver: .targetTooLong)
                switch step {
                case .needsMore: return .needsMore
                case .startLine(let line): try readStartLine(input, line)
                case .end:
                    try finishHead()
                    return .head
                }
            case .undecided:
                preconditionFailure("acceptBody comes before the body")
            case .body(var bodyReader):
                // Without this the reader would be copied into its own case for each call.
                state = .complete
                if try bodyReader.read(input, at: &position, into: &body) { continue }
                state = .body(bodyReader)
                return .needsMore
            case .complete:
                return .complete
            }
        }
    }

    /// Says how much body the request at hand may have. To be called once after `.head`.
    /// - Throws: 413 when the announced length is over it; nothing of the body has been read then.
    public mutating func acceptBody(limit: Int) throws(MessageFault) {
        guard let framing else { return }
        state = .body(try BodyReader(framing, limit: limit, limits: limits))
        if case .length(let length) = framing { body.reserveCapacity(min(length, 65536)) }
    }

    /// Hands the complete request over and begins the next one.
    public mutating func takeRequest(remoteAddress: String? = nil) -> HTTPRequest {
        guard let head else { preconditionFailure("no request is complete") }
        let request = HTTPRequest(head: head, body: body, remoteAddress: remoteAddress)
        self = RequestParser(limits: limits)
        return request
    }

    /// RFC 9112 §2.2: one empty line before a request is skipped; no more than one.
    private func skipEmptyLine(
        _ input: borrowing Span<UInt8>, at position: inout Int
    ) throws(MessageFault) -> Bool {
        guard position < input.count else { return false }
        guard input[position] == 0x0d else { return true }
        guard position + 1 < input.count else { return false }
        guard input[position + 1] == 0x0a else { throw .bareCarriageReturn }
        position += 2
        return true
    }

    private mutating func readStartLine(
        _ input: borrowing Span<UInt8>, _ line: Range<Int>
    ) throws(MessageFault) {
        var index = line.lowerBound
        while index < line.upperBound, input[index].isTokenCharacter { index += 1 }
        let methodRange = line.lowerBound..<index
        guard index < line.upperBound, input[index] == 0x20, !methodRange.isEmpty else { throw .requestLine }
        if methodRange.count > Self.longestMethod { throw .methodTooLong }
        let targetStart = index + 1
        index = targetStart
        while index < line.upperBound, input[index] != 0x20 { index += 1 }
        guard index < line.upperBound, index > targetStart else { throw .requestLine }
        let version = try Self.version(input, (index + 1)..<line.upperBound)
        if index - targetStart > limits.target { throw .targetTooLong }
        guard let name = input.text(methodRange), let target = input.text(targetStart..<index) else {
            throw .requestLine
        }
        let method = HTTPMethod(rawValue: name)
        let parts = try RequestTarget(input, targetStart..<index, method: method)
        head = HTTPRequestHead(
            method: method, target: target, path: parts.path, query: parts.query, version: version)
        authority = parts.authority
    }

    private mutating func finishHead() throws(MessageFault) {
        guard let version = head?.version else { throw .requestLine }
        let section = reader.section
        try Self.checkHost(section, version)
        framing = try section.framing(version)
        if framing == .length(0) { framing = nil }
        if framing != nil && section.isEncoded { throw .contentCoding }
        if version == .http11, let expectation = section.expectation {
            guard expectation == "100-continue" else { throw .expectation }
            expectsContinue = framing != nil
        }
        keepsAlive = section.keepsAlive(version)
        head?.headers = section.fields
        if let authority { head?.headers.set("Host", authority) }
        state = framing == nil ? .complete : .undecided
    }

    private static func checkHost(_ section: borrowing FieldSection, _ version: HTTPVersion) throws(MessageFault) {
        if section.hostCount == 0 && version == .http10 { return }
        guard section.hostCount == 1, Authority.isPlainName(section.host) || Authority.isWhole(section.host) else {
            throw .host
        }
    }

    private static func version(
        _ input: borrowing Span<UInt8>, _ range: Range<Int>
    ) throws(MessageFault) -> HTTPVersion {
        let start = range.lowerBound
        let name = StaticString("HTTP/")
        guard range.count == 8, input[start + 5].isDigit, input[start + 6] == UInt8(ascii: "."),
            input[start + 7].isDigit
        else { throw .versionText }
        for offset in 0..<5 where input[start + offset] != name.utf8Start[offset] { throw .versionText }
        guard input[start + 5] == UInt8(ascii: "1") else { throw .version }
        return input[start + 7] == UInt8(ascii: "0") ? .http10 : .http11
    }

    private static let longestMethod = 32
    /// Method, two spaces and the version.
    private static let lineOverhead = longestMethod + 2 + 8
}
