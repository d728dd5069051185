extension JSONValue {
    /// The value as UTF-8 JSON text; `pretty` indents by two spaces, `sortedKeys` orders names by their bytes.
    public func serialized(pretty: Bool = false, sortedKeys: Bool = false) -> [UInt8] {
        var writer = JSONWriter(pretty: pretty, capacity: 1024)
        writer.value(self, sortedKeys: sortedKeys)
        return writer.bytes
    }
}

extension JSONValue: CustomStringConvertible {
    /// Compact JSON text.
    public var description: String { String(decoding: serialized(), as: UTF8.self) }
}
