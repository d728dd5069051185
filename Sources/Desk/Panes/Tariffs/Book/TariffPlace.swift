/// A place in a tariff: where a figure comes from, or what a finding is about. Indices count from 0.
struct TariffPlace: Hashable, Sendable {
    /// `NL*FAS/T1`.
    var tariff: String
    /// Nil for the current one.
    var version: Int?
    var element: Int
    var component: Int?

    /// As people count: `element 2.1`.
    var words: SafeText {
        component.map { "element \(element + 1).\($0 + 1)" } ?? "element \(element + 1)"
    }
}
