import Testing

@testable import Roaming

@Suite struct SignedReadingsTests {
    private static let ocmf =
        #"OCMF|{"FV":"1.0","PG":"T1","RD":[{"RV":1.230}]}|{"SA":"ECDSA-secp256r1-SHA256","SD":"30"}"#

    private static func readings(
        _ method: String = "OCMF", _ natures: [String] = ["Start", "End"], _ text: String = ocmf
    ) -> SignedReadings {
        SignedReadings(encodingMethod: method, values: natures.map { .init(nature: $0, signedData: text) })
    }

    private static let cases: [(String, SignedReadings?, country: String, isPublic: Bool, costs: Bool, [String])] = [
        ("none in Germany", nil, "DEU", true, true, ["SIG-PRESENT"]),
        ("none in France", nil, "FRA", true, true, []),
        ("none for a free session", nil, "DEU", true, false, []),
        ("none at a private point", nil, "DEU", false, true, []),
        ("start and end", readings(), "DEU", true, true, []),
        ("in other letters", readings("ocmf", ["START", "end"]), "DEU", true, true, []),
        ("start only", readings("OCMF", ["Start"]), "DEU", true, true, ["SIG-PRESENT"]),
        ("an unknown method", readings("ROT13"), "FRA", true, true, ["SIG-FORMAT"]),
        (
            "a known method with a version", readings("Alfen Eichrecht 1.0", ["Start", "End"], "x"), "DEU", true, true,
            []
        ),
        (
            "OCMF without a signature", readings("OCMF", ["Start", "End"], "OCMF|{}"), "FRA", true, true,
            ["SIG-FORMAT", "SIG-FORMAT"]
        ),
        ("OCMF without a payload", readings("OCMF", ["End"], "OCMF||{}"), "FRA", true, true, ["SIG-FORMAT"]),
        ("OCMF under another name", readings("OCMF", ["End"], "OMCF|{}|{}"), "FRA", true, true, ["SIG-FORMAT"]),
        (
            "a bar inside the payload", readings("OCMF", ["End"], #"OCMF|{"ID":"a|b"}|{"SD":"30"}"#), "FRA", true, true,
            []
        ),
        ("nothing at all", readings("OCMF", ["End"], ""), "FRA", true, true, ["SIG-FORMAT"]),
    ]

    @Test(arguments: cases.indices)
    func `readings are there and have a form`(_ index: Int) {
        let (name, readings, country, isPublic, costs, codes) = Self.cases[index]
        let found = SignedReadings.check(readings, country: country, isPublic: isPublic, costsMoney: costs)
        #expect(found.map(\.rule.code) == codes, "\(name)")
    }

    @Test func `the rules on readings can be switched off`() {
        var settings = RuleSettings.standard
        settings.off = [.signatureMissing, .signatureFormat]
        let found = SignedReadings.check(
            Self.readings("ROT13", []), country: "DEU", isPublic: true, costsMoney: true, settings: settings)
        #expect(found == [])
    }
}
