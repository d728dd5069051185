import OCPI
import Roaming

/// A tariff in a few words for lists: "0.59/kWh + 0.62 start", "0.39–0.79/kWh", "free".
enum TariffWords {
    static func summary(of tariff: V221.Tariff) -> String {
        let components = tariff.elements.filter { $0.restrictions?.reservation == nil }.flatMap(\.components)
        let parts = [
            words(components, .energy, "/kWh"), words(components, .flat, " start"), words(components, .time, "/h"),
            words(components, .parkingTime, "/h parking"),
        ].compactMap { $0 }
        return parts.isEmpty ? "free" : parts.joined(separator: " + ")
    }

    private static func words(
        _ components: [V221.PriceComponent], _ type: V221.TariffDimension, _ unit: String
    ) -> String? {
        let prices = components.filter { $0.type == type }.map(\.price.decimal)
        guard let low = prices.min(), let high = prices.max(), high > Decimal4(tenThousandths: 0) else { return nil }
        return (low == high ? low.text : "\(low.text)–\(high.text)") + unit
    }
}
