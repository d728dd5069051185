import JSON

extension DetailPage {
    /// Indented lines of a JSON value, names in one tone and values in another.
    static func pretty(_ value: JSONValue) -> [Line] {
        lines(String(decoding: value.serialized(pretty: true), as: UTF8.self))
    }

    /// The lines of a body: indented when it is JSON, as it is when it is not.
    static func body(_ text: String) -> [Line] {
        if text.isEmpty { return [Line("(empty)", .muted)] }
        if let value = try? JSON.parse(Array(text.utf8)) { return pretty(value) }
        return lines(text)
    }

    private static let maximumLines = 2000

    private static func lines(_ text: String) -> [Line] {
        let all = text.split(separator: "\n", omittingEmptySubsequences: false)
        var result = all.prefix(maximumLines).map { line in
            Line(spans(line))
        }
        if all.count > maximumLines { result.append(Line("… \(all.count - maximumLines) more lines", .muted)) }
        return result
    }

    private static func spans(_ line: Substring) -> [Span] {
        let indent = line.prefix { $0 == " " }
        let rest = line[indent.endIndex...]
        if rest.first == "\"", let end = rest.dropFirst().firstIndex(of: "\""),
            rest[rest.index(after: end)...].hasPrefix(":")
        {
            let name = line[..<rest.index(end, offsetBy: 2)]
            return [
                Span(SafeText(untrusted: String(name)), .info),
                Span(SafeText(untrusted: String(rest[rest.index(end, offsetBy: 2)...]))),
            ]
        }
        return [Span(SafeText(untrusted: String(line)))]
    }
}
