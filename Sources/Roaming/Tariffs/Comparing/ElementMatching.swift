/// Which element of a newer version of a tariff an older one became.
///
/// Elements have no ids. The likest are paired first: the same in everything, then in restrictions and in what they
/// price, then in prices, then in restrictions, and last in what they price; among equals the one at the nearest place.
struct ElementMatching {
    /// Index in the newer version to index in the older.
    private var origins: [Int: Int] = [:]
    /// Indices in the older version that became nothing, ascending.
    private(set) var removed: [Int]
    /// Indices in the newer version whose order among the paired ones is not what it was.
    private(set) var moved: Set<Int> = []

    init(_ old: [TariffElement], _ new: [TariffElement]) {
        removed = Array(old.indices)
        pair(old, new) { $0 }
        pair(old, new) { Likeness(dimensions: $0.dimensions, restrictions: $0.restrictions) }
        pair(old, new) { $0.components }
        pair(old, new) { $0.restrictions }
        pair(old, new) { $0.dimensions }
        moved = ElementMatching.outOfOrder(origins)
    }

    func origin(of index: Int) -> Int? { origins[index] }

    /// Pairs those left over that have the same key.
    private mutating func pair<Key: Hashable>(
        _ old: [TariffElement], _ new: [TariffElement], by key: (TariffElement) -> Key
    ) {
        var open = Dictionary(grouping: new.indices.filter { origins[$0] == nil }) { key(new[$0]) }
        var left: [Int] = []
        for index in removed {
            let own = key(old[index])
            guard let places = open[own],
                let nearest = places.indices.min(by: { abs(places[$0] - index) < abs(places[$1] - index) })
            else {
                left.append(index)
                continue
            }
            origins[places[nearest]] = index
            open[own]?.remove(at: nearest)
        }
        removed = left
    }

    /// Those outside a longest run of pairs that kept their order.
    private static func outOfOrder(_ origins: [Int: Int]) -> Set<Int> {
        let places = origins.keys.sorted()
        // The last place of the best run of each length, and the place before each in its run.
        var ends: [Int] = []
        var before: [Int: Int] = [:]
        for place in places {
            let value = origins[place, default: 0]
            var (low, high) = (0, ends.count)
            while low < high {
                let middle = (low + high) / 2
                if origins[ends[middle], default: 0] < value { low = middle + 1 } else { high = middle }
            }
            before[place] = low > 0 ? ends[low - 1] : nil
            if low < ends.count { ends[low] = place } else { ends.append(place) }
        }
        var kept: Set<Int> = []
        var place = ends.last
        while let own = place {
            kept.insert(own)
            place = before[own]
        }
        return Set(places).subtracting(kept)
    }

    private struct Likeness: Hashable {
        let dimensions: Set<TariffDimension>
        let restrictions: TariffRestrictions
    }
}

extension TariffElement {
    fileprivate var dimensions: Set<TariffDimension> { Set(components.map(\.dimension)) }
}
