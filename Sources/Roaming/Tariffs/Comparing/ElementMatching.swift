/// Which element of a newer version of a tariff an older one became.
///
/// Elements have no ids. The likest are paired first: the same in everything, then in restrictions, then in prices, and
/// last in what they price; among equals the one at the nearest place.
struct ElementMatching {
    /// Index in the newer version to index in the older.
    private var origins: [Int: Int] = [:]
    /// Indices in the older version that became nothing, ascending.
    private(set) var removed: [Int] = []
    /// Indices in the newer version whose order among the paired ones is not what it was.
    private(set) var moved: Set<Int> = []

    init(_ old: [TariffElement], _ new: [TariffElement]) {
        var taken: Set<Int> = []
        let likenesses: [(TariffElement, TariffElement) -> Bool] = [
            { $0 == $1 },
            { $0.restrictions == $1.restrictions && $0.dimensions == $1.dimensions },
            { $0.components == $1.components },
            { $0.restrictions == $1.restrictions },
            { $0.dimensions == $1.dimensions },
        ]
        for isLike in likenesses {
            for index in old.indices where !taken.contains(index) {
                let candidates = new.indices.filter { origins[$0] == nil && isLike(old[index], new[$0]) }
                guard let nearest = candidates.min(by: { abs($0 - index) < abs($1 - index) }) else { continue }
                origins[nearest] = index
                taken.insert(index)
            }
        }
        removed = old.indices.filter { !taken.contains($0) }
        moved = ElementMatching.outOfOrder(origins)
    }

    func origin(of index: Int) -> Int? { origins[index] }

    /// Those outside a longest run of pairs that kept their order.
    private static func outOfOrder(_ origins: [Int: Int]) -> Set<Int> {
        let indices = origins.keys.sorted()
        let values = indices.map { origins[$0] ?? 0 }
        // Length of the longest ascending run that ends at each place, and the place before it in that run.
        var lengths = Array(repeating: 1, count: values.count)
        var before = Array(repeating: -1, count: values.count)
        for place in values.indices {
            for earlier in 0..<place where values[earlier] < values[place] && lengths[earlier] >= lengths[place] {
                lengths[place] = lengths[earlier] + 1
                before[place] = earlier
            }
        }
        var kept: Set<Int> = []
        var place = lengths.indices.max { lengths[$0] < lengths[$1] } ?? -1
        while place >= 0 {
            kept.insert(indices[place])
            place = before[place]
        }
        return Set(indices).subtracting(kept)
    }
}

extension TariffElement {
    fileprivate var dimensions: Set<TariffDimension> { Set(components.map(\.dimension)) }
}
