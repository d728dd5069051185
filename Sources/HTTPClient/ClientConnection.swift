import EventLoop
import HTTPMessage

/// One connected socket, which carries one exchange at a time.
///
/// - Note: `@unchecked Sendable` because it is touched on the loop's thread only.
final class ClientConnection: @unchecked Sendable {
    private(set) var exchange: Exchange?
    var idleSince: ContinuousClock.Instant
    private let fd: Int32
    private let core: ClientCore
    private weak var owner: (any ConnectionOwner)?
    private var registration: Registration?
    private var reader: AnswerReader
    private var sent = 0
    private var sendFailed = false
    private var exchangeCount = 0

    /// Takes the descriptor over, unless it throws.
    init(fd: Int32, core: ClientCore, owner: any ConnectionOwner) throws(EventLoopError) {
        self.fd = fd
        self.core = core
        self.owner = owner
        idleSince = core.loop.now
        reader = AnswerReader(method: .GET, limits: .standard)
        registration = try core.loop.register(fd: fd, interest: .read) { [self] in ready($0) }
    }

    /// Whether an idle connection is open and silent, as the kernel knows it now.
    var isStillQuiet: Bool {
        if registration == nil { return false }
        return core.receive(fd, { _ in }) == .wouldBlock
    }

    func carry(_ exchange: Exchange) {
        self.exchange = exchange
        exchange.holder = self
        exchange.enter(.sending)
        exchangeCount += 1
        sent = 0
        sendFailed = false
        var limits = core.configuration.limits
        limits.body = exchange.events == nil ? exchange.request.maxBody : .max
        reader = AnswerReader(method: exchange.request.method, limits: limits)
        flush()
    }

    func close() {
        guard let registration else { return }
        self.registration = nil
        core.loop.deregister(registration)
        Socket.close(fd)
    }

    private func ready(_ readiness: Readiness) {
        if exchange == nil {
            // An idle server has nothing to say: this is its end, or a byte out of step.
            guard let owner else { return close() }
            return owner.idleClosed(self)
        }
        if readiness.contains(.writable), !isSent { flush() }
        if readiness != .writable, exchange != nil { read() }
    }
}

// Sending
extension ClientConnection {
    private var isSent: Bool {
        guard let exchange else { return true }
        return sent >= exchange.head.count + (exchange.request.body?.count ?? 0)
    }

    private func flush() {
        guard let exchange, let registration else { return }
        while !isSent, !sendFailed {
            switch send(exchange) {
            case .bytes(let count):
                sent += count
                exchange.mayHaveBeenSent = true
            case .wouldBlock, .end:
                core.loop.update(registration, interest: [.read, .write])
                return
            case .failed:
                // A server may answer and close before it has read everything: look for the answer first.
                sendFailed = true
            }
        }
        core.loop.update(registration, interest: .read)
        if exchange.phase == .sending { exchange.enter(.answer, limit: core.configuration.firstByteDeadline) }
        if sendFailed { read() }
    }

    private func send(_ exchange: Exchange) -> Socket.Outcome {
        let (head, body) = (exchange.head, exchange.request.body ?? [])
        return head.withUnsafeBytes { head in
            body.withUnsafeBytes { body in
                let left = UnsafeRawBufferPointer(rebasing: head[min(sent, head.count)...])
                let rest = UnsafeRawBufferPointer(rebasing: body[max(sent - head.count, 0)...])
                return Socket.send(fd, left, rest)
            }
        }
    }
}

// Receiving
extension ClientConnection {
    private func read() {
        var fault: MessageFault?
        let outcome = core.receive(fd) { bytes in
            do throws(MessageFault) {
                try reader.take(bytes)
            } catch {
                fault = error
            }
        }
        if let fault { return refuse(fault) }
        switch outcome {
        case .bytes: advance()
        case .wouldBlock: if sendFailed { ended(inOrder: false) }
        case .end: ended(inOrder: true)
        case .failed: ended(inOrder: false)
        }
    }

    private func advance() {
        guard let exchange else { return }
        if reader.head != nil, exchange.phase == .answer || exchange.phase == .sending {
            if exchange.events == nil { exchange.enter(.body) } else if !beginStream(exchange) { return }
        }
        if let receiver = exchange.events { return stream(to: receiver, of: exchange) }
        if reader.isComplete { complete(exchange) }
    }

    private func complete(_ exchange: Exchange) {
        guard let head = reader.head else { return }
        let response = HTTPClientResponse(status: head.status, headers: head.headers, body: reader.takeBody())
        let isReusable = reader.allowsReuse && isSent && !sendFailed
        release(isReusable: isReusable)
        exchange.succeed(response)
    }

    /// The peer closed, or the connection broke; only the first can end an answer.
    private func ended(inOrder: Bool) {
        guard let exchange else { return }
        if inOrder, reader.head != nil, (try? reader.end()) != nil {
            return exchange.events == nil ? complete(exchange) : endStream(exchange)
        }
        // RFC 9112 §9.3.1: only a request that can be sent twice is sent again, once.
        let isStale = exchangeCount > 1 && !reader.hasBegun && !exchange.isRetry
        if isStale, sent == 0 || exchange.request.method.isIdempotent {
            exchange.isRetry = true
            self.exchange = nil
            close()
            owner?.retry(exchange)
            owner?.released(self, isReusable: false)
            return
        }
        fail(exchange, .closed(requestMayHaveBeenSent: exchange.mayHaveBeenSent))
    }

    private func refuse(_ fault: MessageFault) {
        guard let exchange else { return }
        if fault.isLimit {
            let limit = fault.status == 413 ? exchange.request.maxBody : core.configuration.limits.head
            fail(exchange, .tooLarge(limit: limit))
        } else {
            fail(exchange, .malformed(fault.rule))
        }
    }

    private func fail(_ exchange: Exchange, _ error: HTTPClientError) {
        release(isReusable: false)
        exchange.fail(error)
    }

    private func release(isReusable: Bool) {
        exchange?.holder = nil
        exchange = nil
        if !isReusable { close() }
        owner?.released(self, isReusable: isReusable)
    }
}

// Event streams
extension ClientConnection {
    /// False when the answer is not a stream; the exchange has then failed.
    private func beginStream(_ exchange: Exchange) -> Bool {
        guard let head = reader.head, let receiver = exchange.events else { return false }
        let type = head.headers.first("content-type")?.lowercased().split(separator: ";").first
        guard head.status == 200, type?.trimmingSpaces == "text/event-stream" else {
            fail(exchange, .notAnEventStream(status: head.status))
            return false
        }
        exchange.becomeStream(silence: receiver.silence)
        return true
    }

    private func stream(to receiver: EventReceiver, of exchange: Exchange) {
        guard exchange.phase == .silence else { return }
        exchange.enter(.silence, limit: receiver.silence)
        if !receiver.take(reader.takeBody(), isWanted: { !exchange.isFinished }) {
            return fail(exchange, .tooLarge(limit: core.configuration.maxEventBytes))
        }
        if reader.isComplete, !exchange.isFinished { endStream(exchange) }
    }

    private func endStream(_ exchange: Exchange) {
        release(isReusable: false)
        exchange.endStream()
    }
}

extension ClientConnection: ExchangeHolder {
    func abandon(_ exchange: Exchange) {
        release(isReusable: false)
    }
}

extension Substring {
    fileprivate var trimmingSpaces: Substring {
        var text = self
        while text.last == " " || text.last == "\t" { text.removeLast() }
        return text
    }
}
