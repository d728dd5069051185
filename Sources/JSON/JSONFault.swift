/// An error on its way up through the parser, which adds the path step by step; lines are counted at the top.
struct JSONFault: Error {
    let offset: Int
    let reason: JSONError.Reason
    private(set) var path = ""

    init(_ reason: JSONError.Reason, at offset: Int) {
        self.reason = reason
        self.offset = offset
    }

    func inside(member name: String) -> JSONFault { inside(step: printable(name, limit: 40)) }

    func inside(element index: Int) -> JSONFault { inside(step: "[\(index)]") }

    private func inside(step: String) -> JSONFault {
        var fault = self
        fault.path = step + (path.isEmpty || path.hasPrefix("[") ? "" : ".") + path
        return fault
    }

    func located(in bytes: UnsafeBufferPointer<UInt8>) -> JSONError {
        var line = 1
        var column = 1
        for byte in bytes[..<min(offset, bytes.count)] {
            if byte == UInt8(ascii: "\n") {
                line += 1
                column = 1
            } else if byte & 0xC0 != 0x80 {
                column += 1
            }
        }
        return JSONError(offset: offset, line: line, column: column, reason: reason, path: path)
    }
}
