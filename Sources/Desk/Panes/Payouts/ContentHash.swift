/// A content hash in groups of four, as people compare it.
enum ContentHash {
    static func groups(_ hash: String) -> [SafeText] {
        let digits = Array(hash)
        return stride(from: 0, to: digits.count, by: 4).map {
            SafeText(untrusted: String(digits[$0..<min($0 + 4, digits.count)]))
        }
    }

    /// The first three groups: enough to compare by eye on one line.
    static func short(_ hash: String) -> SafeText { groups(hash).prefix(3).joined(" ") }
}
