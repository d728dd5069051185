import Glibc
import HTTPMessage

/// A blocking client that sends what it is told and shows what comes back; for tests only.
final class RawClient {
    let fd: Int32
    /// Received, but not asked for yet.
    private var ahead: [UInt8] = []

    init(port: UInt16) {
        fd = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
        let result = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(fd, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        precondition(result == 0, "connect: \(errno)")
        var on: Int32 = 1
        setsockopt(fd, Int32(IPPROTO_TCP), TCP_NODELAY, &on, socklen_t(MemoryLayout<Int32>.size))
        // A test that waits for ever would hang the suite; no step here takes a minute.
        var limit = timeval(tv_sec: 60, tv_usec: 0)
        setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
    }

    deinit { Glibc.close(fd) }

    /// False when the peer has closed already.
    @discardableResult
    func send(_ bytes: [UInt8]) -> Bool {
        var sent = 0
        while sent < bytes.count {
            let count = bytes.withUnsafeBytes { raw in
                Glibc.send(fd, raw.baseAddress! + sent, bytes.count - sent, Int32(MSG_NOSIGNAL))
            }
            if count <= 0 { return false }
            sent += count
        }
        return true
    }

    @discardableResult
    func send(_ text: String) -> Bool { send(Array(text.utf8)) }

    func finishSending() { shutdown(fd, Int32(SHUT_WR)) }

    enum Read: Equatable {
        case bytes([UInt8])
        case end
        case reset
        case timeout
    }

    func read() -> Read {
        if ahead.isEmpty { return receive() }
        defer { ahead = [] }
        return .bytes(ahead)
    }

    private func receive() -> Read {
        var buffer = [UInt8](repeating: 0, count: 65_536)
        let count = recv(fd, &buffer, buffer.count, 0)
        if count > 0 { return .bytes(Array(buffer[..<count])) }
        if count == 0 { return .end }
        return errno == ECONNRESET ? .reset : .timeout
    }

    func readToEnd() -> (bytes: [UInt8], last: Read) {
        var all: [UInt8] = []
        while true {
            switch read() {
            case .bytes(let bytes): all += bytes
            case let last: return (all, last)
            }
        }
    }

    /// Reads until the text has come, or the connection ends.
    func read(until text: String) -> String {
        var all: [UInt8] = []
        while !String(decoding: all, as: UTF8.self).contains(text) {
            guard case .bytes(let bytes) = read() else { break }
            all += bytes
        }
        return String(decoding: all, as: UTF8.self)
    }

    struct Answer: Equatable {
        var status: Int
        var body: String
        var headers: HTTPFields
    }

    /// Reads one final response; nil when the connection ends before it is complete.
    func answer(to method: HTTPMethod = .GET) -> Answer? {
        var parser = ResponseParser(method: method)
        var body: [UInt8] = []
        while true {
            var position = 0
            guard var progress = try? parser.parse(ahead.span, at: &position, body: &body) else { return nil }
            if progress == .head {
                guard let next = try? parser.parse(ahead.span, at: &position, body: &body) else { return nil }
                progress = next
            }
            ahead.removeFirst(position)
            if progress == .complete, let head = parser.head {
                return Answer(
                    status: head.status, body: String(decoding: body, as: UTF8.self), headers: head.headers)
            }
            guard case .bytes(let bytes) = receive() else { return nil }
            ahead += bytes
        }
    }
}
