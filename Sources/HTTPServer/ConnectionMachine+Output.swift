import HTTPMessage

extension ConnectionMachine {
    /// The handler has answered. False when that exchange is over already.
    @discardableResult
    mutating func respond(_ response: HTTPResponse, to number: Int, now: Instant) -> Bool {
        guard phase == .handling, exchange?.number == number else { return false }
        answer(response, now: now)
        runPending(now: now)
        closeIfFinished(now: now)
        return true
    }

    /// So many bytes of `output` have been written.
    mutating func wrote(_ count: Int, now: Instant) {
        output.consume(count)
        lastWrite = now
        if phase == .flushing {
            if output.isEmpty { endOutput(now: now) }
        } else if phase == .idle, output.count <= configuration.outputHighWater {
            runPending(now: now)
            closeIfFinished(now: now)
        }
    }

    /// No more requests after the one at hand; at once when there is none.
    mutating func drain(now: Instant) {
        isDraining = true
        switch phase {
        case .idle where pending.isEmpty: close(now: now)
        case .streaming: endStream(now: now)
        default: break
        }
    }

    /// Answers 503 to whatever will be asked, and closes.
    mutating func refuseConnection(now: Instant) {
        refuse(.tooManyConnections, now: now)
    }

    /// Answers a message that is not taken, and closes.
    mutating func refuse(_ fault: MessageFault, now: Instant) {
        exchange = makeExchange(keepsAlive: false)
        var response = HTTPResponse.text(fault.status, fault.rule)
        if fault.status == 503 { response.headers.append("Retry-After", String(configuration.retryAfter)) }
        if fault.status == 415 { response.headers.append("Accept-Encoding", "identity") }
        answer(response, fault: fault, now: now)
    }

    /// Writes the answer to `exchange` and decides whether the connection goes on (RFC 9112 §9.3).
    mutating func answer(_ response: HTTPResponse, fault: MessageFault? = nil, now: Instant) {
        guard let exchange else { return }
        let isFinal = (200...599).contains(response.status)
        let asksClose = response.headers.first("Connection").map { HTTPFields.sameName($0, "close") } ?? false
        let closes =
            !exchange.keepsAlive || isDraining || asksClose || exchange.number >= configuration.requestsPerConnection
        noteOutput(now: now)
        var sent = response
        if !isFinal || !write(response, exchange, closes: closes) {
            sent = Self.unsendable
            _ = write(sent, exchange, closes: closes)
        }
        record(status: sent.status, bytes: sent.body.count, fault: fault, now: now)
        enter(closes ? .flushing : .idle, now: now)
    }

    private mutating func write(_ response: HTTPResponse, _ exchange: Exchange, closes: Bool) -> Bool {
        let writer = ResponseWriter(
            status: response.status, fields: ResponseWriter.withoutFraming(response.headers),
            body: ResponseWriter.body(response.status, count: response.body.count), closes: closes,
            confirmsKeepAlive: exchange.version == .http10)
        var isValid = true
        output.append { [date] out in
            do throws(InvalidField) { try writer.write(to: &out, date: date) } catch { isValid = false }
        }
        guard isValid else { return false }
        if exchange.method != .HEAD, case .length = writer.body { output.append(response.body) }
        return true
    }

    mutating func record(status: Int, bytes: Int, fault: MessageFault?, now: Instant) {
        guard let exchange else { return }
        records.append(
            ExchangeRecord(
                method: exchange.method, target: exchange.target, status: status, requestBytes: exchange.requestBytes,
                responseBytes: exchange.method == .HEAD ? 0 : bytes, duration: now - exchange.began,
                remoteAddress: remoteAddress, fault: fault))
    }

    mutating func noteOutput(now: Instant) {
        if output.isEmpty { lastWrite = now }
    }

    /// After the peer's end of input, what it sent before has been answered.
    private mutating func closeIfFinished(now: Instant) {
        if phase == .idle, inputEnded || isDraining, pending.isEmpty { close(now: now) }
        if phase == .head || phase == .body, inputEnded { phase = .closed }
    }

    /// Closes when everything has been written.
    mutating func close(now: Instant) {
        if output.isEmpty { phase = .closed } else { enter(.flushing, now: now) }
    }

    private mutating func endOutput(now: Instant) {
        if inputEnded {
            phase = .closed
        } else {
            enter(.lingering, now: now)
            mustHalfClose = true
        }
    }

    private static let unsendable = HTTPResponse.text(500, "the answer could not be sent")
}
