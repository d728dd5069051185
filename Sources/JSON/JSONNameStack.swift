/// The names already seen in the objects that are open, to find one that comes twice.
///
/// Names are compared as Swift compares strings. Plain ones are equal when their bytes are; the others, and those of
/// objects with many members, are compared as strings.
struct JSONNameStack {
    private struct Entry {
        let key: UInt64
        let range: Range<Int>
        let hasEscapes: Bool
    }

    private var entries: [Entry] = []
    /// Above this many members a set, not a walk, finds a name that comes twice.
    private static let walkThreshold = 32

    /// What one open object knows besides its entries.
    struct Level {
        fileprivate let base: Int
        fileprivate var hasOddNames = false
        fileprivate var seen: Set<String> = []
    }

    mutating func removeAll() { entries.removeAll(keepingCapacity: true) }

    func open() -> Level { Level(base: entries.count) }

    mutating func close(_ level: Level) { entries.removeLast(entries.count - level.base) }

    /// Adds a name to the innermost object; false when the object has it already.
    @inline(__always)
    mutating func add(_ name: ScannedString, to level: inout Level, in scanner: JSONScanner) -> Bool {
        let entry = Entry(
            key: Self.key(scanner.bytes, name.range), range: name.range, hasEscapes: name.hasEscapes)
        if !name.isPlain { level.hasOddNames = true }
        if level.hasOddNames || entries.count - level.base >= Self.walkThreshold {
            return addByText(entry, to: &level, in: scanner)
        }
        for index in level.base..<entries.count where entries[index].key == entry.key {
            if scanner.bytes[entries[index].range].elementsEqual(scanner.bytes[entry.range]) { return false }
        }
        entries.append(entry)
        return true
    }

    private mutating func addByText(_ entry: Entry, to level: inout Level, in scanner: JSONScanner) -> Bool {
        if level.seen.isEmpty {
            for earlier in entries[level.base...] { level.seen.insert(text(earlier, scanner)) }
        }
        entries.append(entry)
        return level.seen.insert(text(entry, scanner)).inserted
    }

    private func text(_ entry: Entry, _ scanner: JSONScanner) -> String {
        scanner.text(ScannedString(range: entry.range, hasEscapes: entry.hasEscapes, isPlain: false))
    }

    /// Length and the first and last eight bytes; equal names have equal keys.
    @inline(__always)
    private static func key(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> UInt64 {
        guard let base = UnsafeRawPointer(bytes.baseAddress) else { return 0 }
        if range.count >= 8 {
            let first = (base + range.lowerBound).loadUnaligned(as: UInt64.self)
            let last = (base + (range.upperBound - 8)).loadUnaligned(as: UInt64.self)
            return (first &* 0x9E37_79B9_7F4A_7C15) ^ last ^ UInt64(range.count)
        }
        var key = UInt64(range.count)
        for index in range { key = key << 8 | UInt64(bytes[index]) }
        return key
    }
}
