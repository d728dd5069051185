/// Latencies in microseconds, and what fraction of them lies below a value.
struct LatencyRecord: Sendable {
    private var values: [Int] = []

    mutating func add(_ latency: Duration) {
        let parts = latency.components
        values.append(Int(parts.seconds) * 1_000_000 + Int(parts.attoseconds / 1_000_000_000_000))
    }

    var count: Int { values.count }

    /// The smallest value that is not exceeded by `percent` of all (nearest rank); 0 without values.
    func percentiles(_ percents: [Int]) -> [Int] {
        let sorted = values.sorted()
        return percents.map { percent in
            guard !sorted.isEmpty else { return 0 }
            let rank = (sorted.count * percent + 99) / 100
            return sorted[min(sorted.count, max(1, rank)) - 1]
        }
    }
}
