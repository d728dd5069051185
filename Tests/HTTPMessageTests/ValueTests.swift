import HTTPMessage
import Testing

@Suite struct `An HTTP date` {
    @Test(
        arguments: [
            (0, "Thu, 01 Jan 1970 00:00:00 GMT"), (784_111_777, "Sun, 06 Nov 1994 08:49:37 GMT"),
            (951_782_400, "Tue, 29 Feb 2000 00:00:00 GMT"), (4_107_542_399, "Sun, 28 Feb 2100 23:59:59 GMT"),
            (4_107_542_400, "Mon, 01 Mar 2100 00:00:00 GMT"), (-1, "Wed, 31 Dec 1969 23:59:59 GMT"),
            (253_402_300_799, "Fri, 31 Dec 9999 23:59:59 GMT"), (-62_135_596_800, "Mon, 01 Jan 0001 00:00:00 GMT"),
        ] as [(Int64, String)])
    func `is written and read in its one form`(seconds: Int64, text: String) {
        #expect(HTTPDate.format(unixSeconds: seconds) == text)
        #expect(HTTPDate.parse(text) == seconds)
    }

    @Test(arguments: [
        "Mon, 06 Nov 1994 08:49:37 GMT", "Sun, 06 Nov 1994 08:49:37 UTC", "Sun, 6 Nov 1994 08:49:37 GMT",
        "Sun, 30 Feb 1994 08:49:37 GMT", "Sun, 06 Nov 1994 24:49:37 GMT", "Sunday, 06-Nov-94 08:49:37 GMT", "",
        "Sun, +6 Nov 1994 08:49:37 GMT",
    ])
    func `in another form is refused`(text: String) {
        #expect(HTTPDate.parse(text) == nil)
    }

    @Test(arguments: [1, 2, 3])
    func `comes back from its text`(seed: UInt64) {
        var random = SplitMix(state: seed)
        for _ in 0..<500 {
            let seconds = Int64(random.next() % 253_402_300_799)
            #expect(HTTPDate.parse(HTTPDate.format(unixSeconds: seconds)) == seconds, "seed \(seed)")
        }
    }
}

@Suite struct `A URL` {
    struct Parts: Sendable, Equatable {
        var origin: String
        var target: String
        var host: String
        var port: UInt16
    }

    @Test(arguments: [
        ("http://a.b", Parts(origin: "http://a.b", target: "/", host: "a.b", port: 80)),
        ("HTTPS://A.b:443/x", Parts(origin: "https://a.b", target: "/x", host: "a.b", port: 443)),
        ("https://a:80/x?y=1&z", Parts(origin: "https://a:80", target: "/x?y=1&z", host: "a", port: 80)),
        ("http://a?y", Parts(origin: "http://a", target: "/?y", host: "a", port: 80)),
        ("http://a/?", Parts(origin: "http://a", target: "/?", host: "a", port: 80)),
        ("http://[::1]:8080/x%2Fy", Parts(origin: "http://[::1]:8080", target: "/x%2Fy", host: "::1", port: 8080)),
        ("http://127.0.0.1:1/x#frag?no", Parts(origin: "http://127.0.0.1:1", target: "/x", host: "127.0.0.1", port: 1)),
        ("http://a:/x", Parts(origin: "http://a", target: "/x", host: "a", port: 80)),
    ])
    func `is taken apart`(text: String, parts: Parts) throws {
        let url = try #require(URLReference(text))
        #expect(Parts(origin: url.origin, target: url.target, host: url.host, port: url.port) == parts)
        #expect(url.description == parts.origin + parts.target)
        #expect(URLReference(url.description) == url)
    }

    @Test(arguments: [
        "", "a", "/a", "//a/b", "ftp://a/b", "http:/a", "http:///b", "http://:80/", "http://me@a/", "http://me:pw@a/",
        "http://a:0/", "http://a:65536/", "http://a:8x/", "http://a b/", "http://a/b c", "http://a/\u{e9}",
        "http://a/\r\nX: y", "http://a/%", "http://a/%4", "http://a/%zz", "http://[::1/", "http://[1]/",
        "http://[::1]x/",
        "http://a\\b/", "http://a,b/\u{0}", "javascript:alert(1)", "http://a/\u{7f}",
    ])
    func `that is not plain http is refused`(text: String) {
        #expect(URLReference(text) == nil)
    }
}

@Suite struct `Percent-encoding` {
    @Test(arguments: [
        ("NL*FAS/S1", "NL%2AFAS%2FS1"), ("a b", "a%20b"), ("é", "%C3%A9"), ("~-._", "~-._"), ("", ""), ("%", "%25"),
    ])
    func `leaves nothing ambiguous and comes back`(text: String, encoded: String) {
        #expect(PercentCoding.encodeSegment(text) == encoded)
        #expect(PercentCoding.decode(encoded) == text)
        #expect(PercentCoding.decode(PercentCoding.encodeQuery(text), plusIsSpace: true) == text)
    }

    @Test(arguments: ["%", "%4", "%4x", "%00", "%ff", "a%", "%c3", "%ed%a0%80"])
    func `that is broken is refused`(text: String) {
        #expect(PercentCoding.decode(text) == nil)
    }

    @Test func `reads plus as a space only in a query`() {
        #expect(PercentCoding.decode("a+b") == "a+b")
        #expect(PercentCoding.decode("a+b", plusIsSpace: true) == "a b")
    }
}

@Suite struct `Header fields` {
    @Test func `keep their order and their spelling, and are found in any case`() {
        var fields: HTTPFields = ["A": "1", "b": "2", "a": "3"]
        #expect(fields.first("a") == "1" && fields.all("A") == ["1", "3"] && fields.first("c") == nil)
        fields.set("A", "4")
        #expect(fields.map(\.name) == ["A", "b"] && fields.map(\.value) == ["4", "2"])
        fields.set("C", "5")
        fields.remove("B")
        #expect(fields == ["A": "4", "C": "5"])
    }

    @Test(arguments: [
        ("", "x"), ("a b", "x"), ("a:", "x"), ("a", "x\r\ny"), ("a", "\u{0}"), ("a", "\u{7f}"), ("é", "x"),
    ])
    func `that could end the head early are not written`(name: String, value: String) {
        var out: [UInt8] = []
        #expect(throws: InvalidField.self) {
            try HTTPFields([(name, value)]).write(to: &out)
        }
    }
}

struct SplitMix: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
        return mixed ^ (mixed >> 31)
    }
}
