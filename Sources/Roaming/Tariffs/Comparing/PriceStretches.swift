/// Finds when a tariff's price of one dimension changes.
struct PriceStretches {
    let tariff: Tariff
    let dimension: TariffDimension
    let zone: ZoneRules
    let state: PriceState
    let policy: RatingPolicy

    /// A time cut where the price changes, levels over all of it.
    func between(_ start: Timestamp, _ end: Timestamp) -> (stretches: [PriceStretch], scale: PriceScale) {
        let prices = ComponentPrices(tariff, policy: policy)
        let validity = [tariff.validFrom, tariff.validTo].compactMap(\.self).filter { start < $0 && $0 < end }
        let edges = Set(tariff.boundaries(from: start, to: end, zone: zone) + validity + [start]).sorted() + [end]
        var found: [(start: Timestamp, isInForce: Bool, price: ComponentPrice?)] = []
        for edge in edges.dropLast() {
            let isInForce = tariff.isValid(at: edge)
            let price = isInForce ? prices.price(of: dimension, at: state.moment(at: edge), zone: zone) : nil
            if let last = found.last, last.isInForce == isInForce, last.price == price { continue }
            found.append((edge, isInForce, price))
        }
        let scale = PriceScale(found.filter(\.isInForce).map { $0.price?.price })
        let stretches = found.indices.map { index in
            PriceStretch(
                start: found[index].start, end: index + 1 < found.count ? found[index + 1].start : end,
                isInForce: found[index].isInForce, price: found[index].price,
                level: found[index].isInForce ? scale.level(of: found[index].price?.price) : nil)
        }
        return (stretches, scale)
    }
}

extension PriceStretch {
    /// The part that lies between two moments; nil when none does.
    func cut(from: Timestamp, to: Timestamp) -> PriceStretch? {
        let (first, last) = (max(start, from), min(end, to))
        guard first < last else { return nil }
        return PriceStretch(start: first, end: last, isInForce: isInForce, price: price, level: level)
    }
}
