import HTTPMessage

extension ConnectionMachine {
    /// Answers with an event stream (WHATWG HTML, server-sent events), chunked, until it or the peer closes.
    ///
    /// False when there is no stream: the exchange is over, or it was HEAD or HTTP/1.0, which get the head only.
    mutating func startStream(_ headers: HTTPFields, to number: Int, now: Instant) -> Bool {
        guard phase == .handling, let exchange, exchange.number == number else { return false }
        var fields = ResponseWriter.withoutFraming(headers)
        fields.set("Content-Type", "text/event-stream")
        fields.set("Cache-Control", "no-store")
        if exchange.method == .HEAD || exchange.version == .http10 {
            respond(HTTPResponse(status: 200, headers: fields), to: number, now: now)
            return false
        }
        let writer = ResponseWriter(
            status: 200, fields: fields, body: .chunked, closes: true, confirmsKeepAlive: false)
        noteOutput(now: now)
        var isValid = true
        output.append { [date] out in
            do throws(InvalidField) { try writer.write(to: &out, date: date) } catch { isValid = false }
        }
        guard isValid else {
            // A field that cannot be sent: the ordinary path answers 500.
            respond(HTTPResponse(status: 200, headers: fields), to: number, now: now)
            return false
        }
        record(status: 200, bytes: 0, fault: nil, now: now)
        enter(.streaming, now: now)
        lastEvent = now
        pending = []
        pendingStart = 0
        if isDraining || inputEnded { endStream(now: now) }
        return phase == .streaming
    }

    /// Queues one event as one chunk. A subscriber that is too far behind is closed instead.
    mutating func sendEvent(_ bytes: [UInt8], now: Instant) {
        guard phase == .streaming, !bytes.isEmpty else { return }
        if output.count + bytes.count > configuration.eventBacklog {
            isCancelled = true
            phase = .closed
            return
        }
        noteOutput(now: now)
        lastEvent = now
        output.append { out in
            out.append(hexadecimal: bytes.count)
            out.append("\r\n")
            out.append(contentsOf: bytes)
            out.append("\r\n")
        }
    }

    mutating func endStream(now: Instant) {
        guard phase == .streaming else { return }
        noteOutput(now: now)
        output.append { $0.append("0\r\n\r\n") }
        isCancelled = true
        enter(.flushing, now: now)
    }

    mutating func sendHeartbeat(now: Instant) {
        sendEvent(EventFrame.comment(""), now: now)
    }
}
