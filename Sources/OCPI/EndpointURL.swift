import HTTPMessage

/// Addresses built from an endpoint's advertised URL.
public enum EndpointURL {
    /// The URL with segments behind it: one slash between, none at the end, each segment percent-encoded.
    ///
    /// Without segments the advertised URL comes back untouched, because partners redirect, or fail, on the form
    /// with another trailing slash. A query of the URL stays behind the segments.
    public static func join(_ url: String, _ segments: [String], query: [(name: String, value: String)] = []) -> String
    {
        var base = Substring(url)
        var tail = ""
        if let mark = base.firstIndex(of: "?") {
            tail = String(base[mark...])
            base = base[..<mark]
        }
        var result = String(base)
        if !segments.isEmpty {
            if result.hasSuffix("/") { result.removeLast() }
            for segment in segments { result += "/" + PercentCoding.encodeSegment(segment) }
        }
        result += tail
        for (name, value) in query {
            result += result.contains("?") ? "&" : "?"
            result += PercentCoding.encodeQuery(name) + "=" + PercentCoding.encodeQuery(value)
        }
        return result
    }
}
