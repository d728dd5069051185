import HTTPMessage
import JSON
import Roaming
import Testing

@testable import OCPI

struct AddressTests {
    @Test(arguments: [
        ("http://h/ocpi/sessions", ["NL", "TNM", "S1"], "http://h/ocpi/sessions/NL/TNM/S1"),
        ("http://h/ocpi/sessions/", ["NL", "TNM", "S1"], "http://h/ocpi/sessions/NL/TNM/S1"),
        ("http://h/ocpi/sessions/", [], "http://h/ocpi/sessions/"),
        ("http://h/ocpi/cdrs", [], "http://h/ocpi/cdrs"),
        ("http://h/o?key=1", ["a"], "http://h/o/a?key=1"),
        ("http://h/t/", ["a/b c", "é"], "http://h/t/a%2Fb%20c/%C3%A9"),
        ("http://h/t", ["NL*FAS*E1"], "http://h/t/NL%2AFAS%2AE1"),
    ])
    func `segments go behind an advertised URL`(url: String, segments: [String], expected: String) {
        #expect(EndpointURL.join(url, segments) == expected)
    }

    @Test func `a query is encoded and added to one that is there`() {
        let url = EndpointURL.join("http://h/x?a=1", [], query: [("response_url", "http://e/?q=1&r")])
        #expect(url == "http://h/x?a=1&response_url=http%3A%2F%2Fe%2F%3Fq%3D1%26r")
    }

    @Test func `a page request reads its filters and ignores others`() throws {
        let page = try PageRequest(query: [
            ("date_from", "2026-11-01T00:00:00Z"), ("date_to", ""), ("offset", "20"), ("limit", "2000"), ("x", "y"),
        ])
        #expect(page.from?.rfc3339 == "2026-11-01T00:00:00Z")
        #expect(page.to == nil && page.offset == 20 && page.limit == 2000)
        #expect(page.pageSize(cap: 100) == 100)
    }

    @Test(arguments: [
        ("limit", "-1"), ("offset", "x"), ("date_from", "yesterday"), ("date_to", "2026-13-01T00:00:00Z"),
    ])
    func `a bad filter is named`(name: String, value: String) {
        let error = #expect(throws: FieldError.self) { try PageRequest(query: [(name, value)]) }
        #expect(error?.field == name)
    }

    @Test func `date_from is inclusive and date_to exclusive`() {
        let page = PageRequest(from: Timestamp(milliseconds: 10), to: Timestamp(milliseconds: 20))
        #expect(
            [9, 10, 19, 20].map { page.contains(Timestamp(milliseconds: $0)) } == [false, true, true, false])
    }

    @Test func `a capped page links to the next with the filters repeated`() throws {
        let request = PageRequest(from: Timestamp(rfc3339: "2026-11-01T00:00:00Z"), limit: 2000)
        let answer = PageAnswer(request: request, total: 250, cap: 100, listURL: "http://h/sessions/")
        var fields = HTTPFields()
        answer.write(to: &fields)
        #expect(fields.first("X-Total-Count") == "250")
        #expect(fields.first("X-Limit") == "100")
        #expect(
            fields.first("Link")
                == #"<http://h/sessions/?date_from=2026-11-01T00%3A00%3A00Z&offset=100&limit=100>; rel="next""#)
        #expect(PageAnswer(from: fields) == answer)
    }

    @Test func `the last page has no link`() {
        let last = PageAnswer(request: PageRequest(offset: 200, limit: 100), total: 250, cap: 100, listURL: "http://h/")
        #expect(last.next == nil)
        #expect(PageAnswer(request: PageRequest(limit: 0), total: 5, cap: 100, listURL: "http://h/").next == nil)
    }

    @Test(arguments: [
        (#"<http://h/?a=1,2>; rel="next""#, "http://h/?a=1,2"),
        (#"<http://p>; rel="prev", <http://n>; title="a, b"; rel=next"#, "http://n"),
        (#"<http://n>;rel = "last next""#, "http://n"),
        (#"<http://n>; REL="NEXT""#, "http://n"),
        (#"<http://p>; rel="prev""#, nil),
        ("", nil),
        ("http://n; rel=next", nil),
        (#"<>; rel="next""#, nil),
        ("<http://n", nil),
    ])
    func `the next link is found or nothing`(header: String, expected: String?) {
        #expect(LinkHeader.next(in: header) == expected)
    }

    @Test func `the latest mutual version is chosen by number`() {
        let ours: [VersionNumber] = [.v211, .v221]
        #expect(VersionNumber.latestMutual(ours, [.v221, .v230, .v211, VersionNumber(rawValue: "banana")]) == .v221)
        #expect(VersionNumber.latestMutual(ours, [.v230]) == nil)
        let many = [VersionNumber(rawValue: "2.9"), VersionNumber(rawValue: "2.10")]
        #expect(VersionNumber.latestMutual(many, many)?.rawValue == "2.10")
    }
}
