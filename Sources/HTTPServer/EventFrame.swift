/// The bytes of server-sent events (WHATWG HTML §9.2). Line ends inside a value cannot end the event early.
enum EventFrame {
    static func event(_ event: String?, id: String?, data: String) -> [UInt8] {
        var out: [UInt8] = []
        out.reserveCapacity(data.utf8.count + 64)
        if let id { field("id: ", id, &out) }
        if let event { field("event: ", event, &out) }
        // CRLF, LF and CR all end a line for the reader.
        var previous: UInt8 = 0
        out.append("data: ")
        for byte in data.utf8 {
            if byte == 0x0d || (byte == 0x0a && previous != 0x0d) {
                out.append("\ndata: ")
            } else if byte != 0x0a {
                out.append(byte)
            }
            previous = byte
        }
        out.append("\n\n")
        return out
    }

    static func comment(_ text: String) -> [UInt8] {
        var out: [UInt8] = []
        field(": ", text, &out)
        out.append("\n")
        return out
    }

    /// How long a reader waits before it connects again.
    static func retry(milliseconds: Int) -> [UInt8] {
        Array("retry: \(max(milliseconds, 0))\n\n".utf8)
    }

    /// One line; what a reader would take for its end, or refuse, is left out.
    private static func field(_ name: StaticString, _ value: String, _ out: inout [UInt8]) {
        out.append(name)
        for byte in value.utf8 where byte != 0x0a && byte != 0x0d && byte != 0 { out.append(byte) }
        out.append("\n")
    }
}
