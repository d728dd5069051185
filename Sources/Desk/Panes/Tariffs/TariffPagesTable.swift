import AdminAPI

/// The pages of a tariff, in the order of the tabs.
enum TariffPages {
    static let all: [DetailPage] = [.tariffOverview, .tariffDay, .tariffWeek, .tariffSession]

    /// The history of the tariff that is opened.
    static let history: @Sendable (DetailState) -> [OnDemand] = { detail in
        guard let ref = detail.ref, ref.kind == .tariff else { return [] }
        return [.tariffHistory(tariff: ref.id)]
    }
}
