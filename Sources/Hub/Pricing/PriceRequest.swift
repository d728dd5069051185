import JSON
import OCPI
import Roaming
import TimeZones

/// What is to be priced: one object of `roamhub price` and of `POST /admin/v1/price`, looked at in place.
struct PriceRequest {
    let version: WireVersion
    let cdr: JSONView
    /// The tariffs to price with, and, when the CDR's own are others, those.
    let tariffs: JSONView?
    let ownTariffs: JSONView?
    let policy: JSONView?
    private let timeZone: JSONView?

    init(_ view: JSONView) throws(PriceError) {
        guard view.isObject else { throw PriceError(view.fail("must be an object")) }
        guard let version = view.member("version") else { throw PriceError(view.fail("version", "is required")) }
        guard let text = version.stringValue, let known = WireVersion(rawValue: text) else {
            let all = WireVersion.allCases.map(\.rawValue).joined(separator: ", ")
            throw PriceError("unknown_version", version.fail("must be one of \(all)").description, field: "version")
        }
        self.version = known
        guard let cdr = view.member("cdr") else { throw PriceError(view.fail("cdr", "is required")) }
        guard cdr.isObject else { throw PriceError(cdr.fail("must be an object")) }
        self.cdr = cdr
        let given = view.member("tariffs")
        if let given, !given.isArray { throw PriceError(given.fail("must be an array")) }
        if let given, given.count > 0 {
            tariffs = given
            ownTariffs = cdr.member("tariffs")
        } else {
            tariffs = cdr.member("tariffs")
            ownTariffs = nil
        }
        policy = view.member("policy")
        timeZone = view.member("time_zone")
    }

    /// The place's rules of local time: by the request's zone, the CDR's, or that of a country with only one; nil when
    /// none of them says.
    func zone(_ zones: inout ZoneMemory) throws(PriceError) -> ZoneRules? {
        if let timeZone { return try zones.rules(timeZone) }
        guard let location = version.location(cdr), location.isObject else { return nil }
        if let own = location.member("time_zone") { return try zones.rules(own) }
        guard let country = location.member("country")?.stringValue else { return nil }
        return CountryZones.zone(of: country).flatMap(TimeZones.rules)
    }

    func ratingPolicy() throws(PriceError) -> RatingPolicy {
        var rating = RatingPolicy.hub1
        guard let policy else { return rating }
        guard policy.isObject else { throw PriceError(policy.fail("must be an object")) }
        for (name, value) in policy.members where !value.isNull {
            guard let key = name.stringValue, let choice = value.stringValue else {
                throw PriceError(value.fail("must be a string"))
            }
            do throws(UnknownSetting) {
                try rating.set(key, to: choice)
            } catch {
                throw PriceError("unknown_policy", value.fail(error.rule).description, field: value.path)
            }
        }
        return rating
    }
}

/// The zone asked for last, found again without a look-up: neighbouring requests mostly share one.
struct ZoneMemory {
    private var name: [UInt8] = []
    private var last: ZoneRules?

    mutating func rules(_ view: JSONView) throws(PriceError) -> ZoneRules {
        if let last, let bytes = view.plainString, bytes.elementsEqual(name) { return last }
        guard let text = view.stringValue else { throw PriceError(view.fail("must be a string")) }
        guard let rules = TimeZones.rules(text) else {
            throw PriceError(
                "unknown_time_zone", view.fail("must be the name of an IANA time zone").description, field: view.path)
        }
        (name, last) = (Array(text.utf8), rules)
        return rules
    }
}
