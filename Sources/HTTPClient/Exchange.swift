import EventLoop
import HTTPMessage

/// Who has an exchange in hand: a queue, a connector or a connection.
protocol ExchangeHolder: AnyObject {
    /// The exchange has ended without the holder: forget it, and close what served only it.
    func abandon(_ exchange: Exchange)
}

/// One request on its way: its bytes, its deadlines, and whom to tell.
///
/// - Note: `@unchecked Sendable` because after its making it is touched on the loop's thread only.
final class Exchange: @unchecked Sendable {
    enum Sink {
        case answer((Result<HTTPClientResponse, HTTPClientError>) -> Void)
        case events(EventReceiver)
    }

    let request: HTTPClientRequest
    let url: URLReference
    let head: [UInt8]
    private(set) var phase = HTTPClientError.Phase.waiting
    private(set) var isFinished = false
    private var isCancelled = false
    /// Some of the request was given to the kernel; nobody can tell how far it came.
    var mayHaveBeenSent = false
    var isRetry = false
    weak var holder: (any ExchangeHolder)?

    private let loop: EventLoop
    private var sink: Sink?
    private var totalDeadline: ContinuousClock.Instant?
    private var phaseDeadline: ContinuousClock.Instant?
    private var timer: EventLoopTimer?
    private var timerDeadline: ContinuousClock.Instant?

    init(_ request: HTTPClientRequest, to url: URLReference, head: [UInt8], loop: EventLoop) {
        self.request = request
        self.url = url
        self.head = head
        self.loop = loop
    }

    var events: EventReceiver? {
        guard case .events(let receiver) = sink else { return nil }
        return receiver
    }

    /// False when it was cancelled before it began; the sink has then been told.
    func begin(_ sink: Sink) -> Bool {
        self.sink = sink
        if isCancelled {
            fail(.cancelled(requestMayHaveBeenSent: false))
            return false
        }
        totalDeadline = loop.now + request.deadline
        updateTimer()
        return true
    }

    func cancel() {
        isCancelled = true
        if sink != nil { abandon(.cancelled(requestMayHaveBeenSent: mayHaveBeenSent)) }
    }

    /// - Parameter limit: of this phase, from now; the total deadline holds as well.
    func enter(_ phase: HTTPClientError.Phase, limit: Duration? = nil) {
        self.phase = phase
        phaseDeadline = limit.map { loop.now + $0 }
        updateTimer()
    }

    /// From here on only silence ends it.
    func becomeStream(silence: Duration) {
        totalDeadline = nil
        enter(.silence, limit: silence)
    }

    func succeed(_ response: HTTPClientResponse) {
        guard case .answer(let completion)? = finish() else { return }
        completion(.success(response))
    }

    /// An event stream that its server ended in good order.
    func endStream() {
        guard case .events(let receiver)? = finish() else { return }
        receiver.onEnd(nil)
    }

    func fail(_ error: HTTPClientError) {
        // A second attempt that does not connect leaves open what became of the first.
        let isDoubtful = mayHaveBeenSent && !error.requestMayHaveBeenSent
        let error = isDoubtful ? .closed(requestMayHaveBeenSent: true) : error
        switch finish() {
        case .answer(let completion): completion(.failure(error))
        case .events(let receiver): receiver.onEnd(error)
        case nil: break
        }
    }

    /// Ends it from outside: the holder lets go first, so that the caller finds its place free.
    func abandon(_ error: HTTPClientError) {
        if isFinished { return }
        let holder = holder
        self.holder = nil
        holder?.abandon(self)
        fail(error)
    }

    private func finish() -> Sink? {
        if isFinished { return nil }
        isFinished = true
        timer?.cancel()
        timer = nil
        holder = nil
        defer { sink = nil }
        return sink
    }

    private func updateTimer() {
        guard !isFinished, let deadline = [totalDeadline, phaseDeadline].compactMap(\.self).min() else { return }
        // A deadline that moves later is looked at when the timer fires: one timer serves most exchanges whole. A stream's
        // moves for ever, and each such look would wake the process for nothing.
        if let timerDeadline, timerDeadline <= deadline, phase != .silence { return }
        timer?.cancel()
        timerDeadline = deadline
        timer = loop.schedule(at: deadline) { [weak self] in self?.timerFired() }
    }

    private func timerFired() {
        (timer, timerDeadline) = (nil, nil)
        let now = loop.now
        guard [totalDeadline, phaseDeadline].contains(where: { $0.map { $0 <= now } ?? false }) else {
            return updateTimer()
        }
        abandon(phase == .connecting ? .connectTimeout : .timeout(phase, requestMayHaveBeenSent: mayHaveBeenSent))
    }
}
