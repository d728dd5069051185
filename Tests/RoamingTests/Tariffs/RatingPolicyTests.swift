import Roaming
import Testing

struct RatingPolicyTests {
    @Test func `the first value of every setting is the hub's own`() throws {
        var policy = RatingPolicy.hub1
        for setting in RatingPolicy.settings { try policy.set(setting.key, to: setting.values[0]) }
        #expect(policy == .hub1)
    }

    @Test func `every other value changes the policy`() throws {
        for setting in RatingPolicy.settings {
            for value in setting.values.dropFirst() {
                var policy = RatingPolicy.hub1
                try policy.set(setting.key, to: value)
                #expect(policy != .hub1, "\(setting.key) \(value)")
            }
        }
    }

    @Test(arguments: [
        ("hours_snap", "up", "hours_snap must be one of nearest_second, none"),
        ("extension", "", "extension must be one of none, gireve"),
        ("colour", "red", "colour is no setting; there are "),
    ])
    func `what is not known is refused by name`(_ key: String, _ value: String, _ message: String) {
        var policy = RatingPolicy.hub1
        let error = #expect(throws: UnknownSetting.self) { try policy.set(key, to: value) }
        #expect(error?.description.hasPrefix(message) == true)
    }
}
