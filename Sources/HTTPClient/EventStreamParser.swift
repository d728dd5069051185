/// One event of a stream of Server-Sent Events.
public struct ServerSentEvent: Hashable, Sendable {
    /// `message` unless the server names another.
    public var event: String
    /// Lines are joined by LF.
    public var data: String
    /// The last id the stream has given, on this event or before it; empty when it has given none.
    public var id: String

    public init(event: String = "message", data: String, id: String = "") {
        self.event = event
        self.data = data
        self.id = id
    }
}

/// Cuts a stream's bytes into events (WHATWG HTML, Server-sent events, §9.2.5 and §9.2.6); pure.
///
/// Lines end with LF, CR or CRLF, wherever the bytes are cut. An event that the stream's end leaves unfinished is
/// dropped. Bytes that are not UTF-8 become U+FFFD.
public struct EventStreamParser: Sendable {
    public struct TooLarge: Error {}

    /// What the server asks a client to wait before it connects again, in milliseconds.
    public private(set) var retryMilliseconds: Int?
    public private(set) var lastEventID = ""

    private let limit: Int
    private var line: [UInt8] = []
    private var event = ""
    private var data: [UInt8] = []
    private var hasData = false
    private var isFirstLine = true
    private var followsCR = false

    /// - Parameter limit: bytes of one line, and of one event's data.
    public init(limit: Int = 1 << 20) { self.limit = limit }

    /// Gives each event that these bytes complete to `dispatch`.
    public mutating func take(
        _ bytes: some Collection<UInt8>, _ dispatch: (ServerSentEvent) -> Void
    ) throws(TooLarge) {
        for byte in bytes {
            if byte == 0x0A, followsCR {
                followsCR = false
                continue
            }
            followsCR = byte == 0x0D
            if byte == 0x0A || byte == 0x0D {
                try endLine(dispatch)
            } else {
                line.append(byte)
                if line.count > limit { throw TooLarge() }
            }
        }
    }

    private mutating func endLine(_ dispatch: (ServerSentEvent) -> Void) throws(TooLarge) {
        defer { line.removeAll(keepingCapacity: true) }
        if isFirstLine, line.starts(with: [0xEF, 0xBB, 0xBF]) { line.removeFirst(3) }
        isFirstLine = false
        if line.isEmpty { return dispatchEvent(dispatch) }
        let colon = line.firstIndex(of: UInt8(ascii: ":")) ?? line.count
        var value = line[min(colon + 1, line.count)...]
        if value.first == 0x20 { value.removeFirst() }
        // A comment has an empty name.
        try setField(String(decoding: line[..<colon], as: UTF8.self), value)
    }

    private mutating func setField(_ name: String, _ value: ArraySlice<UInt8>) throws(TooLarge) {
        switch name {
        case "event": event = String(decoding: value, as: UTF8.self)
        case "data":
            if hasData { data.append(0x0A) }
            hasData = true
            data.append(contentsOf: value)
            if data.count > limit { throw TooLarge() }
        case "id":
            if !value.contains(0) { lastEventID = String(decoding: value, as: UTF8.self) }
        case "retry":
            guard !value.isEmpty, value.count <= 9, value.allSatisfy({ (0x30...0x39).contains($0) }) else { return }
            retryMilliseconds = value.reduce(0) { $0 * 10 + Int($1 - 0x30) }
        default: break
        }
    }

    private mutating func dispatchEvent(_ dispatch: (ServerSentEvent) -> Void) {
        defer {
            event = ""
            data.removeAll(keepingCapacity: true)
            hasData = false
        }
        guard hasData else { return }
        dispatch(
            ServerSentEvent(
                event: event.isEmpty ? "message" : event, data: String(decoding: data, as: UTF8.self), id: lastEventID))
    }
}
