import Glibc

/// Whether the user's terminal takes UTF-8, as far as the environment tells; sets the process's locale to match.
enum CharacterSet {
    /// Sets `LC_CTYPE` from the environment, and answers whether only ASCII may be drawn.
    ///
    /// No locale, or `C` without `LC_ALL` (common over SSH), counts as UTF-8; an explicit `LC_ALL=C` and any locale
    /// with another character set mean ASCII.
    static func setUp(_ variable: (String) -> String?) -> Bool {
        switch choice(variable) {
        case .environment:
            guard setlocale(LC_CTYPE, "") != nil else { return setlocale(LC_CTYPE, "C.UTF-8") == nil }
            let name = nl_langinfo(nl_item(CODESET)).map { String(cString: $0) } ?? ""
            return !["UTF-8", "utf8", "UTF8"].contains(name)
        case .unicode: return setlocale(LC_CTYPE, "C.UTF-8") == nil
        case .ascii:
            setlocale(LC_CTYPE, "C")
            return true
        }
    }

    enum Choice: Hashable { case environment, unicode, ascii }

    static func choice(_ variable: (String) -> String?) -> Choice {
        func set(_ name: String) -> String? { variable(name).flatMap { $0.isEmpty ? nil : $0 } }
        if let all = set("LC_ALL") { return all == "C" || all == "POSIX" ? .ascii : .environment }
        guard let type = set("LC_CTYPE") ?? set("LANG"), type != "C", type != "POSIX" else { return .unicode }
        return .environment
    }
}
