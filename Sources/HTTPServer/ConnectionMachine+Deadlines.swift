import HTTPMessage

extension ConnectionMachine {
    /// When `timeReached` has something to do; nil when only the peer or the handler can go on.
    var deadline: Instant? {
        let own: Instant?
        switch phase {
        case .idle: own = since + (exchangeCount == 0 ? configuration.headTimeout : configuration.idleTimeout)
        case .head: own = since + configuration.headTimeout
        case .body: own = min(since + configuration.bodyTimeout, slowestBody)
        case .handling: own = since + configuration.handlerTimeout
        case .streaming: own = lastEvent + configuration.eventHeartbeat
        case .lingering: own = since + configuration.lingerTimeout
        case .flushing, .closed: own = nil
        }
        guard !output.isEmpty, phase != .closed else { return own }
        let write = lastWrite + configuration.writeTimeout
        return own.map { min($0, write) } ?? write
    }

    /// Does what is due at this time; harmless when called early.
    mutating func timeReached(_ now: Instant) {
        guard let deadline, deadline <= now else { return }
        if !output.isEmpty, lastWrite + configuration.writeTimeout <= now {
            isCancelled = phase == .handling || phase == .streaming
            mustReset = true
            phase = .closed
            return
        }
        switch phase {
        case .idle: close(now: now)
        case .head: refuse(.headTimeout, now: now)
        case .body: refuse(.bodyTimeout, now: now)
        case .handling: expireHandler(now: now)
        case .streaming: sendHeartbeat(now: now)
        case .lingering: phase = .closed
        case .flushing, .closed: break
        }
    }

    /// When a body that goes on arriving at the floor's speed would have had to bring what has come so far.
    private var slowestBody: Instant {
        guard configuration.bodyFloor > 0 else { return since + configuration.bodyTimeout }
        let milliseconds = bodyReceived * 1000 / configuration.bodyFloor
        return since + configuration.bodyGrace + .milliseconds(milliseconds)
    }

    private mutating func expireHandler(now: Instant) {
        isCancelled = true
        let fault = MessageFault.handlerTimeout
        var response = HTTPResponse.text(fault.status, fault.rule)
        response.headers.append("Retry-After", String(configuration.retryAfter))
        answer(response, fault: fault, now: now)
        runPending(now: now)
    }
}
