import JSON
import Roaming
import Testing

@testable import AdminAPI

@Suite struct QueryTests {
    static let now = Samples.noon

    /// Queries about `Samples.session` and whether they mean it.
    static let about: [(String, Bool)] = [
        ("", true), ("s1", true), ("S1 8812", true), ("s1 nothing", false), ("\"evse is free\"", true),
        ("cpo:fas", true), ("cpo=NL*FAS", true), ("cpo=FAS", false), ("cpo=nl*fas", false), ("CPO:fas", true),
        ("cpo:*", true), ("cpo:%", false), ("-dp:DE*EMP", false), ("-dp:NL*TNM", true), ("-nothing", true),
        ("-s1", false),
        ("state:active", true), ("state:act", true), ("status=COMPLETED", false), ("state:completed,active", true),
        ("flag:stuck,late", true), ("flag:late", false), ("flag=STUCK", true), ("flag=STU", false),
        ("flag:any", true), ("flag:none", false), ("-flag:none", true), ("why:SILENT", true), ("why:any", true),
        ("kwh>18", true), ("kwh>18.42", false), ("kwh>=18.42", true), ("kwh<18.4201", true), ("kwh=18.42", true),
        ("kwh:18.42", true), ("kw>48.8", true), ("kw<=48.9", true), ("kw>48.9", false), ("cost>10.86", true),
        ("cost>10.87", false), ("cost=10.87", true), ("maybe=1", true), ("age>9m", true), ("age>10m", false),
        ("age>=10m", true), ("age<11m", true), ("age<10m", false), ("since:2h", true), ("since:59m", false),
        ("until:59m", true), ("started>10:00", true), ("started>12:00", false), ("started:11:00", true),
        ("started:2026-11-22", true), ("started:2026-11-21", false), ("started<2026-11-22T11:00:01Z", true),
        ("token:77f", true), ("tariff=\"NL*FAS/T1\"", true), ("id=\"NL*FAS/S1\"", true), ("cdr:none", false),
        ("location:loc1 evse:8812 -state:invalid kwh>1", true),
    ]

    @Test(arguments: about)
    func `a query means the resources it describes`(_ text: String, _ isMeant: Bool) throws {
        let query = Query(text, kind: .session)
        #expect(query.problems == [])
        let session = try ObjectReader(Samples.session.json).object
        #expect(QueryMatcher(query, now: Self.now).matches(session) == isMeant)
    }

    @Test(arguments: [
        ("colour:red", 0..<6, "sessions have no colour; put it in quotes to look for it as a word"),
        ("x cop:FAS", 2..<5, "sessions have no cop; perhaps cpo"),
        ("state:sleeping", 6..<14, "state is never sleeping"), ("kwh>lots", 4..<8, "lots is not a number"),
        ("age>soon", 4..<8, "soon is not a length of time"), ("age:10m", 0..<7, "age compares"),
        ("cpo>FAS", 0..<7, "cpo is text"), ("started>noon", 8..<12, "noon is not a time"),
        ("cpo:", 0..<4, "needs a value"),
        ("kwh>1,2", 0..<7, "takes one value"), ("\"open", 0..<1, "the quote is not closed"),
        ("since:x", 0..<7, "since takes"),
    ])
    func `what is not understood is said with its place and filters nothing`(
        _ text: String, _ range: Range<Int>, _ message: String
    ) throws {
        let query = Query(text, kind: .session)
        #expect(query.problems.map(\.range) == [range])
        #expect(
            query.problems.first?.message.hasPrefix(message) == true
                || query.problems.first?.message.contains(message) == true)
        #expect(query.terms.count <= 1)
    }

    @Test func `a quote inside quotes is doubled`() {
        #expect(Query("\"say \"\"hi\"\"\"", kind: .session).terms.map(\.predicate) == [.word("say \"hi\"")])
    }

    @Test func `a lone minus and a quoted minus are words`() {
        #expect(Query("- \"-x\"", kind: .session).terms.map(\.predicate) == [.word("-"), .word("-x")])
    }

    @Test func `money is compared in major units whatever the currency's places`() throws {
        for (currency, minor) in [("JPY", 10), ("EUR", 1_000), ("KWD", 10_000)] as [(String, Int64)] {
            var session = Samples.session
            session.currency = currency
            session.costMinor = minor
            let object = try ObjectReader(session.json).object
            #expect(QueryMatcher(Query("cost=10", kind: .session), now: Self.now).matches(object), "\(currency)")
        }
    }

    @Test func `a missing value is in no range`() throws {
        var session = Samples.session
        session.costMinor = nil
        let object = try ObjectReader(session.json).object
        for text in ["cost<100", "cost>=0", "cost:any"] {
            #expect(!QueryMatcher(Query(text, kind: .session), now: Self.now).matches(object), "\(text)")
        }
        #expect(QueryMatcher(Query("-cost<100", kind: .session), now: Self.now).matches(object))
    }

    @Test(arguments: Kind.allCases)
    func `every column finds its value in a full resource`(_ kind: Kind) throws {
        let sample = try #require(Samples.resources.first { $0.kind == kind })
        let object = try ObjectReader(sample.json).object
        for column in kind.columns.all where column.key != "charging" {
            #expect(column.value(in: object) != .missing, "\(kind.rawValue).\(column.key)")
        }
    }

    @Test func `hostile text is only ever a word`() {
        for text in ["'; DROP TABLE session; --", "%_\\", "\u{1B}[31m", "::", "=", ">>", ",,,", "-", "--", "a\u{0}b"] {
            _ = Query(text, kind: .session)
        }
        #expect(Query("::", kind: .session).terms.map(\.predicate) == [.word("::")])
    }
}

@Suite struct QueryCompletionTests {
    @Test(arguments: [
        ("", 0, 0..<0, "id:"), ("st", 2, 0..<2, "state:"), ("-st", 3, 1..<3, "state:"), ("kw", 2, 0..<2, "kwh>"),
        ("cpo:x sta", 9, 6..<9, "state:"), ("state:a", 7, 6..<7, "ACTIVE"),
        ("state:active,co", 15, 13..<15, "COMPLETED"),
        ("cpo:fa", 6, 4..<6, "NL*FAS"), ("sin", 3, 0..<3, "since:"), ("flag:an", 7, 5..<7, "any"),
    ])
    func `the cursor's word is completed`(_ text: String, _ cursor: Int, _ range: Range<Int>, _ first: String) {
        let completion = QueryCompletion(text, cursor: cursor, kind: .session) { column, _ in
            column.key == "cpo" ? ["DE*FAZ", "NL*FAS"] : []
        }
        #expect(completion.range == range)
        #expect(completion.candidates.contains { $0.text == first })
    }

    @Test func `a value with a blank is completed in quotes`() {
        let completion = QueryCompletion("city:den", cursor: 8, kind: .location) { _, _ in ["Den Haag"] }
        #expect(completion.candidates.map(\.text) == ["\"Den Haag\""])
    }
}
