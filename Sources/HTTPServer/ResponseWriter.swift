import HTTPMessage

/// Writes a final response's head with the fields that are the server's business (RFC 9112 §4, §6).
struct ResponseWriter {
    enum Body {
        /// None by the status's own rule: no Content-Length either (RFC 9110 §8.6).
        case never
        /// Content-Length says so many bytes; to HEAD they are not sent.
        case length(Int)
        case chunked
    }

    let status: Int
    let fields: HTTPFields
    let body: Body
    let closes: Bool
    /// An HTTP/1.0 client must be told that the connection stays.
    let confirmsKeepAlive: Bool

    /// - Throws: when a field must not go on the wire; `out` is then as it was.
    func write(to out: inout [UInt8], date: DateLine) throws(InvalidField) {
        let before = out.count
        out.append("HTTP/1.1 ")
        out.append(decimal: status)
        out.append(" ")
        out.append(StatusText.phrase(status))
        out.append("\r\n")
        date.append(to: &out)
        switch body {
        case .never: break
        case .length(let count):
            out.append("Content-Length: ")
            out.append(decimal: count)
            out.append("\r\n")
        case .chunked: out.append("Transfer-Encoding: chunked\r\n")
        }
        if closes {
            out.append("Connection: close\r\n")
        } else if confirmsKeepAlive {
            out.append("Connection: keep-alive\r\n")
        }
        do {
            try fields.write(to: &out)
        } catch {
            out.removeLast(out.count - before)
            throw error
        }
        out.append("\r\n")
    }

    /// The fields without those the server sets itself.
    static func withoutFraming(_ fields: HTTPFields) -> HTTPFields {
        var kept = fields
        for name in ["Content-Length", "Transfer-Encoding", "Connection", "Date"] where fields.contains(name) {
            kept.remove(name)
        }
        return kept
    }

    static func body(_ status: Int, count: Int) -> Body {
        status == 204 || status == 304 ? .never : .length(count)
    }
}

extension [UInt8] {
    mutating func append(_ text: StaticString) {
        append(contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    }

    /// A number that is not negative.
    mutating func append(decimal number: Int) {
        var unit = 1
        while number / unit >= 10 { unit *= 10 }
        while unit > 0 {
            append(0x30 + UInt8(number / unit % 10))
            unit /= 10
        }
    }

    /// A number that is not negative, without leading zeros.
    mutating func append(hexadecimal number: Int) {
        var shift = 0
        while number >> shift >= 16 { shift += 4 }
        while shift >= 0 {
            let digit = UInt8(number >> shift & 15)
            append(digit < 10 ? 0x30 + digit : 0x61 + digit - 10)
            shift -= 4
        }
    }
}
