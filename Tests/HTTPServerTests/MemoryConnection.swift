import HTTPMessage

@testable import HTTPServer

/// A connection without a socket: input comes from the test, output is written at once, handlers answer at once.
final class MemoryConnection {
    var machine: ConnectionMachine
    var now: ContinuousClock.Instant
    var written: [UInt8] = []
    var records: [ExchangeRecord] = []
    /// What becomes of a request; nil leaves it without an answer.
    var handler: (HTTPRequest) -> HTTPResponse? = testAnswer

    init(_ configuration: HTTPServerConfiguration = .init(), router: Router = .forTests) {
        now = .now
        let limit = configuration.limits.body
        machine = ConnectionMachine(
            configuration: configuration, date: DateLine(wallClock: { 784_111_777 }), remoteAddress: nil, now: now
        ) { router.admit($0, defaultLimit: limit) }
    }

    var phase: ConnectionMachine.Phase { machine.phase }
    var wantsInput: Bool { machine.wantsInput }
    var deadline: ContinuousClock.Instant? { machine.deadline }
    var mustReset: Bool { machine.mustReset }
    var isOpen: Bool { machine.phase != .closed && machine.phase != .lingering && machine.phase != .flushing }

    func receive(_ bytes: some Sequence<UInt8>) {
        let bytes = Array(bytes)
        machine.receive(bytes.span, now: now)
        settle()
    }

    func receive(_ text: String) { receive(text.utf8) }

    func finish() {
        machine.peerFinished(now: now)
        settle()
    }

    func pass(_ duration: Duration) {
        now = now + duration
        machine.timeReached(now)
        settle()
    }

    func settle(writing: Bool = true) {
        repeat {
            while let ready = machine.takeReady() {
                if let response = handler(ready.request) {
                    machine.respond(response, to: ready.exchange, now: now)
                }
            }
            if writing, !machine.output.isEmpty {
                let bytes = machine.output.bytes
                written += bytes
                machine.wrote(bytes.count, now: now)
            }
        } while machine.ready != nil
        while let record = machine.takeRecord() { records.append(record) }
        _ = machine.takeHalfClose()
    }

    /// Answers an exchange by its number; false when it is over.
    func respond(_ response: HTTPResponse, to exchange: Int) -> Bool {
        defer { settle() }
        return machine.respond(response, to: exchange, now: now)
    }

    func startStream(_ headers: HTTPFields = [:]) -> Bool {
        defer { settle() }
        return machine.startStream(headers, to: 1, now: now)
    }

    func takeCancellation() -> Bool { machine.takeCancellation() }

    var text: String { String(decoding: written, as: UTF8.self) }
}

/// The final statuses in a connection's output; 1xx are passed over. nil when it is not whole, well-formed answers.
func statuses(_ output: [UInt8], methods: [HTTPMethod] = []) -> [Int]? {
    var found: [Int] = []
    var rest = output
    while !rest.isEmpty {
        let method = found.count < methods.count ? methods[found.count] : .GET
        var parser = ResponseParser(method: method)
        var body: [UInt8] = []
        var position = 0
        guard var progress = try? parser.parse(rest.span, at: &position, body: &body) else { return nil }
        if progress == .head {
            guard let next = try? parser.parse(rest.span, at: &position, body: &body) else { return nil }
            progress = next
        }
        guard progress == .complete, let head = parser.head else { return nil }
        found.append(head.status)
        rest.removeFirst(position)
    }
    return found
}
