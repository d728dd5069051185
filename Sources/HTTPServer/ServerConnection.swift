import EventLoop
import HTTPMessage

/// One accepted socket: moves bytes between it and its machine, and keeps one timer for the machine's deadline.
///
/// - Note: `@unchecked Sendable` because it is touched on the loop's thread only; others pass it along.
final class ServerConnection: @unchecked Sendable {
    let fd: Int32
    let isRefused: Bool
    private let server: HTTPServer
    private let loop: EventLoop
    private(set) var machine: ConnectionMachine
    private var registration: Registration?
    private var interest: Interest = []
    private var responder: HTTPResponder?
    private var stream: EventStream?
    private var timer: EventLoopTimer?
    private var timerDeadline: ContinuousClock.Instant?
    private var isSettling = false

    init(fd: Int32, server: HTTPServer, machine: consuming ConnectionMachine, isRefused: Bool) {
        self.fd = fd
        self.server = server
        self.machine = machine
        self.isRefused = isRefused
        loop = server.loop
    }

    func open() throws(EventLoopError) {
        interest = [.read, .peerClosed]
        registration = try loop.register(fd: fd, interest: interest) { [self] in ready($0) }
        if isRefused { machine.refuseConnection(now: loop.now) }
        settle()
    }

    func respond(_ response: HTTPResponse, to exchange: Int) {
        if machine.respond(response, to: exchange, now: loop.now) { responder = nil }
        settle()
    }

    func start(_ stream: EventStream, headers: HTTPFields, retry: Duration?, to exchange: Int) {
        if machine.startStream(headers, to: exchange, now: loop.now) {
            responder = nil
            self.stream = stream
            if let retry {
                let (seconds, attoseconds) = retry.components
                let milliseconds = Int(seconds) * 1000 + Int(attoseconds / 1_000_000_000_000_000)
                machine.sendEvent(EventFrame.retry(milliseconds: milliseconds), now: loop.now)
            }
        } else {
            stream.hasClosed()
        }
        settle()
    }

    func sendEvent(_ bytes: [UInt8]) {
        machine.sendEvent(bytes, now: loop.now)
        settle()
    }

    func endStream() {
        machine.endStream(now: loop.now)
        settle()
    }

    func drain() {
        machine.drain(now: loop.now)
        settle()
    }

    /// Closes whatever is going on.
    func abort() {
        machine.connectionFailed()
        settle()
    }

    private func ready(_ readiness: Readiness) {
        if readiness.contains(.readable) {
            if machine.wantsInput { read() } else { interest.remove(.read) }
        }
        if readiness.contains(.peerClosed), !machine.wantsInput {
            interest.remove(.peerClosed)
            machine.peerLeft()
        }
        if !readiness.isDisjoint(with: [.error, .hangup]) {
            // After a full close there may still be bytes to read, and they may be a request.
            if !readiness.contains(.readable) || !machine.wantsInput { machine.connectionFailed() }
        }
        settle()
    }

    private func read() {
        switch server.receive(fd, into: &machine) {
        case .bytes, .wouldBlock: break
        case .end: machine.peerFinished(now: loop.now)
        case .failed: machine.connectionFailed()
        }
    }

    /// Does all that the machine asks for after something has happened to it.
    private func settle() {
        if isSettling { return }
        isSettling = true
        repeat {
            while let ready = machine.takeReady() { handle(ready) }
            flush()
        } while machine.ready != nil
        isSettling = false
        report()
        if machine.phase == .closed {
            close()
        } else {
            updateInterest()
            updateTimer()
        }
    }

    private func handle(_ ready: ConnectionMachine.ReadyRequest) {
        let responder = HTTPResponder(loop: loop, connection: self, exchange: ready.exchange)
        self.responder = responder
        ready.handler(ready.request, responder)
    }

    private func flush() {
        while !machine.output.isEmpty, machine.phase != .closed {
            switch machine.output.send(to: fd) {
            case .bytes(let count): machine.wrote(count, now: loop.now)
            case .wouldBlock, .end: return
            case .failed: machine.connectionFailed()
            }
        }
        if machine.takeHalfClose() { Socket.shutdownWrite(fd) }
    }

    private func report() {
        while let record = machine.takeRecord() { server.finished(record) }
        guard machine.takeCancellation() else { return }
        let (responder, stream) = (self.responder, self.stream)
        self.stream = nil
        responder?.cancel()
        stream?.hasClosed()
    }

    private func updateInterest() {
        guard let registration else { return }
        // While a handler works, reading is only given up when bytes do come: that saves two system calls a request.
        if machine.wantsInput { interest.insert(.read) }
        if machine.output.isEmpty { interest.remove(.write) } else { interest.insert(.write) }
        loop.update(registration, interest: interest)
    }

    private func updateTimer() {
        guard let deadline = machine.deadline else { return }
        // A deadline that moves later is looked at when the timer fires: no timer work per request.
        if let timerDeadline, timerDeadline <= deadline { return }
        timer?.cancel()
        timerDeadline = deadline
        timer = loop.schedule(at: deadline) { [self] in
            (timer, timerDeadline) = (nil, nil)
            machine.timeReached(loop.now)
            settle()
        }
    }

    private func close() {
        guard let registration else { return }
        self.registration = nil
        loop.deregister(registration)
        if machine.mustReset { Socket.resetOnClose(fd) }
        Socket.close(fd)
        timer?.cancel()
        timer = nil
        let (responder, stream) = (self.responder, self.stream)
        (self.responder, self.stream) = (nil, nil)
        responder?.cancel()
        stream?.hasClosed()
        server.closed(self)
    }
}
