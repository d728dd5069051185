/// A known way to read a tariff otherwise than the hub does. Rating under one shows what a CPO's software probably did.
public enum Deviation: String, CaseIterable, Sendable {
    case stepPerPeriod = "step_size_per_period"
    case stepIgnored = "step_size_ignored"
    case stepOnTimeAndParking = "step_on_time_and_parking_both"
    case unpricedInBlock = "unpriced_volume_in_block"
    case utc = "utc_instead_of_local"
    case wrongOffset = "wrong_offset"
    case wholeElement = "whole_element_first_match"
    case maximumInclusive = "max_bound_inclusive"
    case flatPerPeriod = "flat_per_period"
    case limitIgnored = "price_limit_ignored"
    case limitNetOnly = "price_limit_net_only"
    case vatOnGross = "vat_on_gross"
    case vatMissing = "vat_missing"
    case taxMisread = "tax_included_misread"
    case otherVersion = "other_tariff_version"
    case tariffIDIgnored = "tariff_id_ignored"
    case tariffIDStrict = "tariff_id_strict"
    case roundedPerPeriod = "rounded_per_period"
    case truncated = "truncated"
    case unsorted = "unsorted_periods"

    /// What the CPO's software would have done, for a person to read.
    public var explanation: String {
        switch self {
        case .stepPerPeriod: "step_size was applied to every period instead of once to the session"
        case .stepIgnored: "step_size was not applied"
        case .stepOnTimeAndParking: "charging and parking time were both rounded up; only parking is"
        case .unpricedInBlock: "volume that has no price was counted into the step_size block"
        case .utc: "the tariff's times were read in UTC instead of the location's local time"
        case .wrongOffset: "the tariff's times were read an hour off, as if summer time were on or off all year"
        case .wholeElement: "the first matching element priced everything, instead of the first for each dimension"
        case .maximumInclusive: "an upper bound (max_kwh, max_duration, end_time) was taken as included"
        case .flatPerPeriod: "the flat fee was charged in every period"
        case .limitIgnored: "min_price or max_price was not applied"
        case .limitNetOnly: "min_price or max_price was applied to the amount without VAT only"
        case .vatOnGross: "VAT was added to a price that had VAT in it"
        case .vatMissing: "no VAT was added"
        case .taxMisread: "tax_included was read the other way round"
        case .otherVersion: "another version of the tariff was used"
        case .tariffIDIgnored: "the periods' tariff_id was ignored"
        case .tariffIDStrict: "periods without a tariff_id were free"
        case .roundedPerPeriod: "each period's cost was rounded"
        case .truncated: "the total was cut off instead of rounded"
        case .unsorted: "the periods were priced in the order sent, not in order of time"
        }
    }
}

/// Deviations in force during one run.
struct DeviationSet: OptionSet, Hashable, Sendable {
    let rawValue: UInt32

    init(rawValue: UInt32) {
        self.rawValue = rawValue
    }

    init(_ deviations: [Deviation]) {
        rawValue = deviations.reduce(0) { $0 | DeviationSet.bit($1) }
    }

    @inline(__always)
    func has(_ deviation: Deviation) -> Bool { rawValue & DeviationSet.bit(deviation) != 0 }

    @inline(__always)
    private static func bit(_ deviation: Deviation) -> UInt32 {
        switch deviation {
        case .stepPerPeriod: 1 << 0
        case .stepIgnored: 1 << 1
        case .stepOnTimeAndParking: 1 << 2
        case .unpricedInBlock: 1 << 3
        case .utc: 1 << 4
        case .wrongOffset: 1 << 5
        case .wholeElement: 1 << 6
        case .maximumInclusive: 1 << 7
        case .flatPerPeriod: 1 << 8
        case .limitIgnored: 1 << 9
        case .limitNetOnly: 1 << 10
        case .vatOnGross: 1 << 11
        case .vatMissing: 1 << 12
        case .taxMisread: 1 << 13
        case .otherVersion: 1 << 14
        case .tariffIDIgnored: 1 << 15
        case .tariffIDStrict: 1 << 16
        case .roundedPerPeriod: 1 << 17
        case .truncated: 1 << 18
        case .unsorted: 1 << 19
        }
    }
}
