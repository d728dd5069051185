import AdminAPI
import Roaming

/// A tariff with all its versions as the pricing engine reads them: decoded once and kept with what was fetched.
struct TariffBook: Sendable {
    struct Version: Sendable {
        /// As the hub tells of it; its `document` is `tariff`.
        let resource: TariffVersionResource
        /// Nil when its contents cannot be read.
        let tariff: Tariff?

        var number: Int { resource.number }
    }

    /// `NL*FAS/T1`.
    let id: String
    /// Newest first; never empty.
    let versions: [Version]
    /// Of the locations that use it; empty when none does or their zone is not known.
    let zones: [ZoneRules]
    let connectors: [AdminAPI.TariffConnector]
    /// False when only the current version is known, from the cache: zones, connectors and findings are not there then.
    let isWhole: Bool

    /// Nil for a history without versions.
    init?(_ history: TariffHistory) {
        guard !history.versions.isEmpty else { return nil }
        id = history.id
        versions = history.versions.map { Version(resource: $0, tariff: $0.document?.tariff) }
        zones = history.zones.map(\.rules)
        connectors = history.connectors
        isWhole = true
    }

    /// What the cache alone knows: the current version.
    init(_ row: TariffResource) {
        id = row.id
        let version = TariffVersionResource(
            number: row.tariffVersion, receivedAt: row.updatedAt, lastUpdated: row.lastUpdated,
            validFrom: row.validFrom, validTo: row.validTo, summary: row.summary, document: row.pricing, raw: .null)
        versions = [Version(resource: version, tariff: row.pricing?.tariff)]
        zones = []
        connectors = []
        isWhole = false
    }

    var current: Version { versions[0] }

    func version(_ number: Int?) -> Version {
        number.flatMap { number in versions.first { $0.number == number } } ?? current
    }

    /// The version that came before; nil for the first.
    func before(_ version: Version) -> Version? {
        versions.first { $0.number < version.number }
    }

    /// The zone on a turn of the wheel through those there are; UTC without any.
    func zone(_ index: Int) -> ZoneRules? {
        zones.isEmpty ? nil : zones[wrapped(index, zones.count)]
    }
}

extension DetailContext {
    /// The book of a tariff: as fetched, or else the cache's current version; nil when neither is there.
    func book(_ id: String) -> TariffBook? {
        if case .tariffHistory(let book) = detail.fetched[.tariffHistory(tariff: id)] { return book }
        if let row = resource(TariffResource.self), row.id == id { return TariffBook(row) }
        return related(id, TariffResource.self).map { TariffBook($0) }
    }

    /// What is wanted on a page of one tariff: its book, and the version that was chosen.
    var tariff: (book: TariffBook, version: TariffBook.Version)? {
        guard let row = resource(TariffResource.self), let book = book(row.id) else { return nil }
        return (book, book.version(detail.version))
    }

    /// Why there is no more than the cache's current version; empty when the whole history is there or on its way.
    func notice(_ book: TariffBook) -> [Line] {
        let fetched = detail.fetched[.tariffHistory(tariff: book.id)]
        if book.isWhole || isPeek { return [] }
        switch fetched {
        case .loading: return []
        case nil where isLive: return []
        default:
            let text: SafeText = "from the cache: the current version alone, without zones, connectors, findings"
            return [Line(text, .missing)] + untilAnswered(fetched)
        }
    }
}
