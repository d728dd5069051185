/// What differs in meaning between two versions of a tariff; ids, parties and the date of the update do not count.
public struct TariffDiff: Hashable, Sendable {
    /// The tariff's own fields first, then elements that are gone, then by element of the newer version.
    public let changes: [TariffChange]

    public init(from old: Tariff, to new: Tariff) {
        let matching = ElementMatching(old.elements, new.elements)
        var changes = TariffDiff.head(old, new)
        changes += matching.removed.map { .elementRemoved($0, old.elements[$0]) }
        for (index, element) in new.elements.enumerated() {
            guard let origin = matching.origin(of: index) else {
                changes.append(.elementAdded(index, element))
                continue
            }
            if matching.moved.contains(index) { changes.append(.elementMoved(from: origin, to: index)) }
            changes += TariffDiff.restrictions(index, old.elements[origin].restrictions, element.restrictions)
            changes += TariffDiff.components(index, old.elements[origin], element)
        }
        self.changes = changes
    }

    public var isEmpty: Bool { changes.isEmpty }

    private static func head(_ old: Tariff, _ new: Tariff) -> [TariffChange] {
        var changes: [TariffChange] = []
        if old.currency != new.currency { changes.append(.currency(from: old.currency, to: new.currency)) }
        if old.type != new.type { changes.append(.type(from: old.type, to: new.type)) }
        if old.tax != new.tax { changes.append(.tax(from: old.tax, to: new.tax)) }
        if old.missingVAT != new.missingVAT { changes.append(.missingVAT(from: old.missingVAT, to: new.missingVAT)) }
        if old.validFrom != new.validFrom { changes.append(.validFrom(from: old.validFrom, to: new.validFrom)) }
        if old.validTo != new.validTo { changes.append(.validTo(from: old.validTo, to: new.validTo)) }
        if old.minimumPrice != new.minimumPrice {
            changes.append(.minimumPrice(from: old.minimumPrice, to: new.minimumPrice))
        }
        if old.maximumPrice != new.maximumPrice {
            changes.append(.maximumPrice(from: old.maximumPrice, to: new.maximumPrice))
        }
        return changes
    }

    private static func restrictions(
        _ index: Int, _ old: TariffRestrictions, _ new: TariffRestrictions
    ) -> [TariffChange] {
        RestrictionKind.allCases.compactMap { kind in
            let (before, after) = (kind.part(of: old), kind.part(of: new))
            return before == after ? nil : .restriction(element: index, kind, from: before, to: after)
        }
    }

    private static func components(_ index: Int, _ old: TariffElement, _ new: TariffElement) -> [TariffChange] {
        var changes: [TariffChange] = []
        for dimension in TariffDimension.allCases {
            // Of several components of one dimension, the first counts.
            let before = old.components.first { $0.dimension == dimension }
            let after = new.components.first { $0.dimension == dimension }
            switch (before, after) {
            case (nil, nil): continue
            case (let before?, nil): changes.append(.componentRemoved(element: index, before))
            case (nil, let after?): changes.append(.componentAdded(element: index, after))
            case (let before?, let after?):
                if before.price != after.price {
                    changes.append(.price(element: index, dimension, from: before.price, to: after.price))
                }
                if before.vat != after.vat {
                    changes.append(.vat(element: index, dimension, from: before.vat, to: after.vat))
                }
                if before.stepSize != after.stepSize, dimension != .flat {
                    changes.append(.step(element: index, dimension, from: before.stepSize, to: after.stepSize))
                }
            }
        }
        return changes
    }
}
