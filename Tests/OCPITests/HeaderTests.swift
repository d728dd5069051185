import Digest
import HTTPMessage
import Roaming
import Testing

@testable import OCPI

struct HeaderTests {
    private func fields(_ pairs: [(String, String)]) -> HTTPFields {
        var fields = HTTPFields()
        for (name, value) in pairs { fields.append(name, value) }
        return fields
    }

    @Test func `routing headers are read without case and written back`() throws {
        let headers = RoutingHeaders(
            from: fields([
                ("ocpi-TO-party-id", "tnm"), ("OCPI-to-country-code", "nl"), ("OCPI-from-party-id", "FAS"),
                ("OCPI-from-country-code", "NL"), ("x-request-id", "r1"), ("X-Correlation-ID", "c1"),
            ]))
        #expect(headers.to == PartyID("NL*TNM"))
        #expect(headers.from == PartyID("NL*FAS"))
        #expect(headers.faults.isEmpty)
        var written = fields([("OCPI-to-party-id", "OLD"), ("Accept", "x")])
        headers.answer().write(to: &written)
        #expect(RoutingHeaders(from: written) == headers.answer())
        #expect(headers.answer().to == PartyID("NL*FAS"))
        #expect(written.first("X-Request-ID") == "r1")
        #expect(written.all("OCPI-to-party-id") == ["FAS"])
        #expect(written.first("Accept") == "x")
    }

    @Test func `a hub answers in its own name`() {
        let asked = RoutingHeaders(to: PartyID("EU*HUB"), from: PartyID("NL*FAS"), requestID: "r")
        #expect(asked.answer(from: PartyID("EU*HUB")).from == PartyID("EU*HUB"))
    }

    @Test func `missing headers are removed when written`() {
        var written = fields([("OCPI-to-party-id", "OLD"), ("OCPI-to-country-code", "NL")])
        RoutingHeaders().write(to: &written)
        #expect(written.first("OCPI-to-party-id") == nil)
    }

    @Test(arguments: [
        ([("OCPI-to-party-id", "TNM")], "without OCPI-to-country-code"),
        ([("OCPI-from-country-code", "NL")], "without OCPI-from-party-id"),
        ([("OCPI-to-party-id", "TOOLONG"), ("OCPI-to-country-code", "NL")], "two and three"),
    ])
    func `half a header pair is a fault and not an open request`(pairs: [(String, String)], words: String) {
        let headers = RoutingHeaders(from: fields(pairs))
        #expect(headers.to == nil && headers.from == nil)
        #expect(headers.faults.count == 1 && headers.faults[0].contains(words))
    }

    @Test func `a token is found in Base64, raw, and with the newline of the specification's example`() {
        let base64 = AuthorizationToken.candidates(header: "Token " + Base64.encode(Array("example-token".utf8)))
        #expect(base64.first == .init(token: "example-token", encoding: .base64))
        let newline = AuthorizationToken.candidates(header: "Token ZXhhbXBsZS10b2tlbgo=")
        #expect(newline.first == .init(token: "example-token", encoding: .base64))
        #expect(AuthorizationToken.candidates(header: "token my-raw-token").map(\.token) == ["my-raw-token"])
        #expect(AuthorizationToken.candidates(header: "Token abcd").last == .init(token: "abcd", encoding: .raw))
    }

    @Test(arguments: [nil, "", "Token", "Token ", "Bearer abc", "Tokenabc", "Token a b"])
    func `what is no token header has no candidates`(header: String?) {
        #expect(AuthorizationToken.candidates(header: header).isEmpty)
    }

    @Test func `a token over 64 characters is none`() {
        #expect(AuthorizationToken.candidates(header: "Token " + String(repeating: "*", count: 65)).isEmpty)
    }

    @Test func `a sent token reads back`() {
        let header = AuthorizationToken.header("secret-1")
        #expect(header == "Token c2VjcmV0LTE=")
        #expect(AuthorizationToken.candidates(header: header).first?.token == "secret-1")
        #expect(AuthorizationToken.header("secret-1", encoding: .raw) == "Token secret-1")
    }
}
