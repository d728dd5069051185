import HTTPMessage

extension ConnectionMachine {
    /// Bytes have come.
    mutating func receive(_ input: borrowing Span<UInt8>, now: Instant) {
        switch phase {
        case .streaming, .flushing, .lingering, .closed:
            return
        case .handling:
            keep(input, from: 0)
        case .idle, .head, .body:
            if pending.isEmpty {
                var position = 0
                run(input, at: &position, now: now)
                keep(input, from: position)
            } else {
                keep(input, from: 0)
                runPending(now: now)
            }
        }
    }

    /// The peer has closed its sending half.
    mutating func peerFinished(now: Instant) {
        if inputEnded { return }
        inputEnded = true
        switch phase {
        case .idle:
            // A pipelined request may still wait for output to drain.
            if pending.isEmpty { close(now: now) }
        case .head, .body, .lingering:
            // RFC 9112 §8: an incomplete request is never handled.
            phase = .closed
        case .streaming:
            isCancelled = true
            phase = .closed
        case .handling:
            // It may have closed only this half and wait for the answer: that is still sent.
            isCancelled = true
        case .flushing, .closed:
            break
        }
    }

    /// The peer has closed its sending half, but what it sent before has not been read yet.
    mutating func peerLeft() {
        if phase == .handling { isCancelled = true }
    }

    /// The connection is gone in both directions.
    mutating func connectionFailed() {
        if phase == .closed { return }
        isCancelled = phase == .handling || phase == .streaming
        phase = .closed
    }

    /// Goes on with what has come already, after an answer or after output has drained.
    mutating func runPending(now: Instant) {
        guard !pending.isEmpty else { return }
        var bytes: [UInt8] = []
        swap(&bytes, &pending)
        var position = pendingStart
        run(bytes.span, at: &position, now: now)
        swap(&bytes, &pending)
        pendingStart = position
        if pendingStart == pending.count || !isReading && phase != .handling { dropPending() }
    }

    private var isReading: Bool { phase == .idle || phase == .head || phase == .body }

    private mutating func keep(_ input: borrowing Span<UInt8>, from position: Int) {
        guard position < input.count, isReading || phase == .handling else { return }
        if pendingStart > 0 {
            pending.removeFirst(pendingStart)
            pendingStart = 0
        }
        input.extracting(position..<input.count).withUnsafeBufferPointer { pending.append(contentsOf: $0) }
    }

    private mutating func dropPending() {
        pendingStart = 0
        if pending.capacity > 65_536 { pending = [] } else { pending.removeAll(keepingCapacity: true) }
    }

    private mutating func run(_ input: borrowing Span<UInt8>, at position: inout Int, now: Instant) {
        while isReading, output.count <= configuration.outputHighWater {
            let before = position
            do throws(MessageFault) {
                let progress = try parser.parse(input, at: &position)
                if phase == .body { bodyReceived += position - before }
                switch progress {
                case .needsMore:
                    let hasBegun = !parser.isBetweenRequests || position < input.count
                    if phase == .idle, hasBegun { enter(.head, now: now) }
                    return
                case .head:
                    if phase == .idle { enter(.head, now: now) }
                    try acceptHead(moreHasCome: position < input.count, now: now)
                case .complete:
                    complete(now: now)
                }
            } catch {
                if phase == .idle { enter(.head, now: now) }
                refuse(error, now: now)
            }
        }
    }

    mutating func enter(_ next: Phase, now: Instant) {
        phase = next
        since = now
    }

    private mutating func acceptHead(moreHasCome: Bool, now: Instant) throws(MessageFault) {
        guard let head = parser.head else { return }
        let admission = head.method.isKnown ? admit(head) : Self.unknownMethod(configuration)
        self.admission = admission
        began = since
        guard let framing = parser.framing else { return }
        if admission.requiresLength, framing == .chunked { throw .lengthRequired }
        if parser.expectsContinue, case .refuse(let response) = admission.outcome {
            // RFC 9110 §10.1.1: the final status instead of 100, and no body will be read.
            exchange = makeExchange(keepsAlive: false)
            answer(response, now: now)
            return
        }
        try parser.acceptBody(limit: admission.bodyLimit)
        enter(.body, now: now)
        bodyReceived = 0
        if parser.expectsContinue, !moreHasCome {
            noteOutput(now: now)
            output.append { $0.append("HTTP/1.1 100 Continue\r\n\r\n") }
        }
    }

    private mutating func complete(now: Instant) {
        guard let admission else { return }
        self.admission = nil
        let exchange = makeExchange(keepsAlive: parser.keepsAlive)
        self.exchange = exchange
        var request = parser.takeRequest(remoteAddress: remoteAddress)
        enter(.handling, now: now)
        switch admission.outcome {
        case .refuse(let response):
            answer(response, now: now)
        case .handle(let handler):
            request.parameters = admission.parameters
            request.tail = admission.tail
            ready = ReadyRequest(request: request, exchange: exchange.number, handler: handler)
        }
    }

    mutating func makeExchange(keepsAlive: Bool) -> Exchange {
        exchangeCount += 1
        return Exchange(
            number: exchangeCount, method: parser.head?.method, target: parser.head?.target ?? "",
            version: parser.head?.version ?? .http11, keepsAlive: keepsAlive, requestBytes: parser.body.count,
            began: phase == .body ? began : since)
    }

    private static func unknownMethod(_ configuration: HTTPServerConfiguration) -> Admission {
        Admission(
            outcome: .refuse(.text(501, "no such method (RFC 9110 §9.1)")), bodyLimit: configuration.limits.body)
    }
}

extension MessageFault {
    static let lengthRequired = MessageFault(411, "a body here needs Content-Length (RFC 9110 §15.5.12)")
    static let headTimeout = MessageFault(408, "the request's head took too long (RFC 9110 §15.5.9)")
    static let bodyTimeout = MessageFault(408, "the request's body took too long (RFC 9110 §15.5.9)")
    static let handlerTimeout = MessageFault(503, "no answer in time; it may still have been carried out")
    static let tooManyConnections = MessageFault(503, "too many connections")
}
