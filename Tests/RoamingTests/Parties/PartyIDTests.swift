import Roaming
import Testing

@Suite struct PartyIDTests {
    @Test(arguments: ["NL*FAS", "nl*fas", "NL-FAS", "nL-fAs"])
    func `case and separator do not make another party`(_ text: String) throws {
        let party = try #require(PartyID(text))
        #expect(party == PartyID(country: "NL", party: "FAS"))
        #expect(party.description == "NL*FAS")
    }

    @Test(arguments: ["", "NL*FA", "NLFAS", "NL*FASX", "NL FAS", "NL*F S", "ÑL*FA", "N\u{1b}*FAS", "NL_FAS"])
    func `anything but two and three letters or digits is no party`(_ text: String) {
        #expect(PartyID(text) == nil)
    }
}
