import JSON
import Testing

struct ObjectTests {
    @Test(arguments: [3, 23, 24, 25, 26, 60])
    func `members are set, replaced and removed in objects of any size`(_ count: Int) {
        var object = JSONObject()
        for number in 0..<count { object["n\(number)"] = JSONValue(number) }
        #expect(object.names == (0..<count).map { "n\($0)" })
        object["n1"] = "one"
        object["n0"] = nil
        object["new"] = true
        object["never there"] = nil
        #expect(object.names == (1..<count).map { "n\($0)" } + ["new"])
        #expect(object["n1"] == "one")
        #expect(object["n0"] == nil)
        for number in 2..<count { #expect(object["n\(number)"] == JSONValue(number)) }
        #expect(object["new"] == true)
    }

    @Test func `null is a member and not the absence of one`() {
        var object: JSONObject = ["a": nil]
        #expect(object["a"] == JSONValue.null)
        object["a"] = .some(.null)
        #expect(object.count == 1)
    }

    @Test func `the order of members does not make objects differ`() {
        let one: JSONObject = ["a": 1, "b": [true]]
        let other: JSONObject = ["b": [true], "a": 1]
        #expect(one == other)
        #expect(one.hashValue == other.hashValue)
        #expect(one != ["a": 1, "b": [false]])
        #expect(one != ["a": 1])
        #expect(one != ["a": 1, "c": [true]])
    }
}
