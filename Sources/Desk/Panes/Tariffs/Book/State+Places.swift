import AdminAPI

extension State {
    /// To the line about a place: on this page, on the first page of this tariff, or in the tariff opened anew.
    mutating func go(to wanted: TariffPlace) -> [Effect] {
        if let line = line(of: wanted) {
            place.detail?.cursor = line
            return []
        }
        let ref = ResourceRef(.tariff, wanted.tariff)
        if place.detail?.ref == ref {
            place.detail?.page = 0
            place.detail?.isZoomed = false
        } else {
            _ = open(ref)
        }
        place.detail?.version = wanted.version
        place.detail?.cursor = 0
        place.detail?.wanted = wanted
        findWantedPlace()
        return []
    }

    /// Moves to a place that was wanted before its line was there.
    mutating func findWantedPlace() {
        guard let wanted = place.detail?.wanted, let line = line(of: wanted) else { return }
        place.detail?.cursor = line
        place.detail?.wanted = nil
    }

    /// The cursor's position on the line that tells of a place.
    private func line(of wanted: TariffPlace) -> Int? {
        guard let detail = place.detail else { return nil }
        let flow = DetailFlow(self, detail)
        return flow.lines.indices.first { index in
            guard let place = flow.line(at: index)?.place, place.tariff == wanted.tariff else { return false }
            let isVersion = place.version == nil || wanted.version == nil || place.version == wanted.version
            return isVersion && place.element == wanted.element
                && (wanted.component == nil || place.component == wanted.component)
        }
    }
}
