/// The `Link` header (RFC 8288) as far as OCPI uses it: the target with `rel="next"`.
public enum LinkHeader {
    public static func value(next url: String) -> String {
        "<\(url)>; rel=\"next\""
    }

    /// The first target whose relations contain `next`; nil for an empty or foreign header.
    public static func next(in value: String) -> String? {
        var rest = value[...]
        while let open = rest.firstIndex(of: "<"), let close = rest[open...].firstIndex(of: ">") {
            let target = String(rest[rest.index(after: open)..<close])
            rest = rest[rest.index(after: close)...]
            let end = endOfParameters(rest)
            if isNext(rest[..<end]), !target.isEmpty { return target }
            rest = rest[end...]
        }
        return nil
    }

    /// The comma that ends this link's parameters; commas inside quotes do not count.
    private static func endOfParameters(_ text: Substring) -> Substring.Index {
        var quoted = false
        for index in text.indices {
            if text[index] == "\"" { quoted.toggle() }
            if text[index] == ",", !quoted { return index }
        }
        return text.endIndex
    }

    private static func isNext(_ parameters: Substring) -> Bool {
        parameters.split(separator: ";").contains { parameter in
            let parts = parameter.split(separator: "=", maxSplits: 1).map { $0.filter { $0 != " " && $0 != "\t" } }
            guard parts.count == 2, parts[0].lowercased() == "rel" else { return false }
            let relations = parameter.split(separator: "=", maxSplits: 1)[1].filter { $0 != "\"" }
            return relations.split(separator: " ").contains { $0.lowercased() == "next" }
        }
    }
}
