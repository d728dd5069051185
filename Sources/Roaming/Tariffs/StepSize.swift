/// Rounds billed quantities up to the step size: energy once per session, and the times once per session together.
///
/// The step of the last segment counts, and the surplus is billed there. When both charging and parking time are
/// billed, only parking is rounded. Hours are read to the nearest second first, because four decimals of an hour cannot
/// hold a second. Source: OCPI 2.2.1, cdrs, step_size.
enum StepSize {
    static func apply(to segments: inout [RatingSegment]) {
        apply(to: &segments, of: .energy)
        if segments.contains(where: { $0.dimension == .parkingTime }) {
            apply(to: &segments, of: .parkingTime)
        } else {
            apply(to: &segments, of: .time)
        }
    }

    private static func apply(to segments: inout [RatingSegment], of dimension: TariffDimension) {
        guard let last = segments.lastIndex(where: { $0.dimension == dimension }) else { return }
        let step = Int128(segments[last].found.component.stepSize)
        guard step > 0 else { return }
        var total: Int128 = 0
        var others: Int128 = 0
        for (index, segment) in segments.enumerated() where segment.dimension == dimension {
            total += Int128(segment.raw)
            if index != last { others += Int128(segment.raw) }
        }
        // In tenths of a watt-hour, and in 25ths of a second: 0.0001 h is 9 of those.
        let quantity: Int128
        switch dimension {
        case .energy: quantity = ceiling(total, step * 10) - others
        default: quantity = ceiling(wholeSeconds(total * 9), step * 25) - others * 9
        }
        let unitsPerWhole: Int64 = dimension == .energy ? 10_000 : 90_000
        // A quantity that does not fit is refused when it is priced: it exceeds every limit.
        segments[last].quantity = ExactNumber(Int64(clamping: quantity), over: unitsPerWhole)
    }

    /// The least multiple of `step` that is not below `value`.
    private static func ceiling(_ value: Int128, _ step: Int128) -> Int128 {
        let rest = value % step
        if rest == 0 { return value }
        return rest > 0 ? value - rest + step : value - rest
    }

    /// The whole second nearest to a time of at least 0, in 25ths of a second; no time that passed becomes none.
    private static func wholeSeconds(_ value: Int128) -> Int128 {
        value == 0 ? 0 : max(1, (value * 2 + 25) / 50) * 25
    }
}
