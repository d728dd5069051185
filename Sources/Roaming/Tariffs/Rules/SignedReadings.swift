/// The signed meter readings that came with a CDR, as far as their form can be judged.
public struct SignedReadings: Hashable, Sendable {
    /// Such as `OCMF`.
    public var encodingMethod: String
    public var values: [Value]

    public struct Value: Hashable, Sendable {
        /// `Start`, `End`, or `Intermediate`.
        public var nature: String
        public var signedData: String

        public init(nature: String, signedData: String) {
            self.nature = nature
            self.signedData = signedData
        }
    }

    public init(encodingMethod: String, values: [Value]) {
        self.encodingMethod = encodingMethod
        self.values = values
    }

    /// What is wrong with the form of a session's readings; signatures are not verified here.
    ///
    /// - Parameter readings: Nil when the CDR came without.
    /// - Parameter country: ISO 3166-1 alpha-3, of the connector.
    public static func check(
        _ readings: SignedReadings?, country: String, isPublic: Bool, costsMoney: Bool,
        settings: RuleSettings = .standard
    ) -> [RuleFinding] {
        var findings = FindingList(settings)
        if isPublic, costsMoney, PriceRule.signatureMissing.facts.jurisdiction.covers(country) {
            let natures = Set((readings?.values ?? []).map { $0.nature.lowercased() })
            let missing = ["start", "end"].filter { !natures.contains($0) }
            if readings == nil {
                findings.add(.signatureMissing, "the CDR costs money and has no signed_data")
            } else if !missing.isEmpty {
                findings.add(.signatureMissing, "signed_data has no reading of \(missing.joined(separator: " and "))")
            }
        }
        readings?.form(&findings)
        return findings.sorted
    }

    private func form(_ findings: inout FindingList) {
        let method = encodingMethod.lowercased()
        guard SignedReadings.methods.contains(where: method.hasPrefix) else {
            findings.add(.signatureFormat, "encoding_method \(encodingMethod) is not known")
            return
        }
        guard method.hasPrefix("ocmf") else { return }
        for (index, value) in values.enumerated() where !SignedReadings.isOCMF(value.signedData) {
            findings.add(
                .signatureFormat,
                "signed value \(index + 1) (\(value.nature)) is not OCMF, {payload} and {signature} with bars between")
        }
    }

    /// By how their names begin, as versions follow.
    private static let methods = ["ocmf", "alfen eichrecht", "edl40"]

    /// Split on the raw text: writing the payload anew would change what was signed. A bar may stand inside the
    /// payload's strings, so the signature is what follows the last one.
    private static func isOCMF(_ text: String) -> Bool {
        let parts = text.split(separator: "|", omittingEmptySubsequences: false)
        guard parts.count >= 3, parts[0] == "OCMF" else { return false }
        let payload = text.dropFirst(5).dropLast(parts[parts.count - 1].count + 1)
        return [payload, parts[parts.count - 1]].allSatisfy { part in
            let trimmed = part.drop { $0.isWhitespace }
            return trimmed.first == "{" && trimmed.last { !$0.isWhitespace } == "}"
        }
    }
}
