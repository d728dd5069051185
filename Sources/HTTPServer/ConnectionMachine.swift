import HTTPMessage

/// One HTTP/1.1 connection without its socket and its clock: bytes and times in, bytes and requests out.
///
/// The shell feeds it (`receive`, `peerFinished`, `wrote`, `timeReached`, `respond` …) and afterwards looks at
/// `output`, `wantsInput`, `deadline`, `phase` and what `take…` hands over. One request is in flight at a time.
/// Not copyable, because a copy by accident costs more than the request.
struct ConnectionMachine: ~Copyable {
    enum Phase: Hashable, Sendable {
        /// Between requests: nothing of the next one has come.
        case idle
        /// Part of a head has come.
        case head
        case body
        /// A handler has the request.
        case handling
        /// An event stream is open.
        case streaming
        /// The last answer is being written.
        case flushing
        /// Our half is closed; what comes is discarded so that the answer is not lost (RFC 9112 §9.6).
        case lingering
        case closed
    }

    typealias Instant = ContinuousClock.Instant

    let configuration: HTTPServerConfiguration
    let admit: @Sendable (HTTPRequestHead) -> Admission
    let date: DateLine
    let remoteAddress: String?

    var phase = Phase.idle
    var output = OutputQueue()
    var parser: RequestParser
    /// Input that has come and was not taken; before `pendingStart` it was.
    var pending: [UInt8] = []
    var pendingStart = 0

    var exchange: Exchange?
    var exchangeCount = 0
    var admission: Admission?
    var ready: ReadyRequest?
    var records: [ExchangeRecord] = []
    var isCancelled = false
    var mustHalfClose = false
    var mustReset = false

    var isDraining = false
    /// The peer has closed its sending half.
    var inputEnded = false

    /// When the first byte came of a request whose body is being read.
    var began: Instant
    /// When the phase began, or for a head when its first byte came.
    var since: Instant
    /// What has come of the body, with its framing: for the speed floor.
    var bodyReceived = 0
    /// When output began to wait, or when some of it was last written.
    var lastWrite: Instant
    var lastEvent: Instant

    init(
        configuration: HTTPServerConfiguration, date: DateLine, remoteAddress: String?, now: Instant,
        admit: @escaping @Sendable (HTTPRequestHead) -> Admission
    ) {
        self.configuration = configuration
        self.date = date
        self.remoteAddress = remoteAddress
        self.admit = admit
        parser = RequestParser(limits: configuration.limits)
        began = now
        since = now
        lastWrite = now
        lastEvent = now
    }

    /// What the answer at hand belongs to.
    struct Exchange {
        let number: Int
        let method: HTTPMethod?
        let target: String
        let version: HTTPVersion
        let keepsAlive: Bool
        let requestBytes: Int
        let began: Instant
    }

    struct ReadyRequest {
        let request: HTTPRequest
        let exchange: Int
        let handler: HTTPHandler
    }

    /// Whether bytes from the peer can be used now; otherwise they are left in the kernel: back-pressure.
    var wantsInput: Bool {
        if inputEnded { return false }
        switch phase {
        case .idle, .head, .body: return output.count <= configuration.outputHighWater
        case .streaming, .lingering: return true
        case .handling, .flushing, .closed: return false
        }
    }

    mutating func takeReady() -> ReadyRequest? {
        defer { ready = nil }
        return ready
    }

    /// The oldest record nobody has taken yet.
    mutating func takeRecord() -> ExchangeRecord? {
        records.isEmpty ? nil : records.removeFirst()
    }

    /// Whether the handler's work has become pointless since this was last asked.
    mutating func takeCancellation() -> Bool {
        defer { isCancelled = false }
        return isCancelled
    }

    /// Whether the shell is to close its sending half now.
    mutating func takeHalfClose() -> Bool {
        defer { mustHalfClose = false }
        return mustHalfClose
    }
}
