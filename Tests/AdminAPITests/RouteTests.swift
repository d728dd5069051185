import Testing

@testable import AdminAPI

@Suite struct RouteTests {
    @Test func `every action has one route and every route one operation name`() {
        for action in ActionName.allCases { #expect(RouteTable.route(for: action).access == .action(action)) }
        #expect(Set(RouteTable.all.map(\.operation)).count == RouteTable.all.count)
        #expect(Set(RouteTable.all.map { "\($0.method) \($0.path)" }).count == RouteTable.all.count)
    }

    @Test func `only actions change something and need a key`() {
        let questions = Set(RouteTable.questions.map(\.operation))
        for route in RouteTable.all where !questions.contains(route.operation) {
            #expect((route.method == .get) != route.needsIdempotencyKey, "\(route.operation)")
        }
    }

    @Test func `money is never moved without the version that was seen`() {
        for action in [ActionName.releasePayout, .approvePayout, .holdPayout, .unholdPayout, .cancelPayout] {
            #expect(RouteTable.route(for: action).ifMatch == .required)
        }
    }

    @Test(arguments: [
        ("NL*FAS/S1", "/admin/v1/sessions/NL%2AFAS%2FS1/stop"), ("a b", "/admin/v1/sessions/a%20b/stop"),
        ("é", "/admin/v1/sessions/%C3%A9/stop"),
    ])
    func `an id is one encoded segment`(_ id: String, _ path: String) {
        #expect(RouteTable.route(for: .stopSession).path(id) == path)
    }

    @Test(arguments: [("\"v12\"", 12), ("\"v0\"", 0)])
    func `an entity tag names a version`(_ text: String, _ version: Int) {
        #expect(EntityTag(text)?.version == version)
        #expect(EntityTag(version: version).description == text)
    }

    @Test(arguments: ["", "v12", "\"12\"", "W/\"v12\"", "*", "\"v1\", \"v2\"", "\"v-1\"", "\"v\"", "\"v1 \""])
    func `anything but one strong tag is refused`(_ text: String) {
        #expect(EntityTag(text) == nil)
    }
}
