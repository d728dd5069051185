import Roaming

/// Counts what was shown to whom between two writings, so that evidence costs one row for each thing shown and not one
/// for each answer.
///
/// The first time that this process shows something it is to be written before the answer leaves; repetitions are added
/// up and written together, at most once a minute. A crash loses counts of that minute, never that a price was shown.
struct ServedPrices: Sendable {
    static let interval = Duration.seconds(60)
    /// What is remembered as written, before it is forgotten and written again.
    private static let capacity = 200_000

    private var written: Set<ServedPriceKey> = []
    private var pending: [ServedPriceKey: ServedPriceRecord] = [:]
    private var lastWriting: ContinuousClock.Instant

    init(at instant: ContinuousClock.Instant) { lastWriting = instant }

    /// Takes note of an answer; gives what has to be written before it is sent.
    mutating func served(
        _ keys: [ServedPriceKey], etag: String, at now: Timestamp
    ) -> [ServedPriceRecord] {
        if written.count > Self.capacity { written = [] }
        var first: [ServedPriceRecord] = []
        for key in Set(keys) {
            if written.contains(key) {
                var record =
                    pending[key] ?? ServedPriceRecord(key: key, etag: etag, firstAt: now, lastAt: now, count: 0)
                record.etag = etag
                record.lastAt = max(record.lastAt, now)
                record.count += 1
                pending[key] = record
            } else {
                first.append(ServedPriceRecord(key: key, etag: etag, firstAt: now, lastAt: now, count: 1))
            }
        }
        return first
    }

    /// From now on only repetitions of these are counted.
    mutating func wrote(_ records: [ServedPriceRecord]) { written.formUnion(records.map(\.key)) }

    /// What is due to be written; empty within a minute of the last time, unless it is the end.
    mutating func due(at instant: ContinuousClock.Instant, isEnd: Bool = false) -> [ServedPriceRecord] {
        guard isEnd || instant - lastWriting >= Self.interval, !pending.isEmpty else { return [] }
        lastWriting = instant
        defer { pending = [:] }
        return Array(pending.values)
    }
}
