/// A JSON object: named members in the order they were written, each name once.
///
/// Lookup is linear while the object is small, and by an index above `indexThreshold` members.
/// Two objects are equal when they have the same members in any order.
/// Names are compared as Swift compares strings: canonically equivalent spellings are one name.
public struct JSONObject: Sendable {
    public private(set) var members: [(name: String, value: JSONValue)]
    private var index: [String: Int]?

    private static let indexThreshold = 24

    public init() { members = [] }

    /// A name that comes twice keeps its first place and its last value.
    public init(_ pairs: [(String, JSONValue)]) {
        self.init()
        members.reserveCapacity(pairs.count)
        for (name, value) in pairs { self[name] = value }
    }

    /// For the parser, which has seen that the names are distinct.
    init(distinct members: [(name: String, value: JSONValue)]) {
        self.members = members
        if members.count > Self.indexThreshold { buildIndex() }
    }

    public var count: Int { members.count }
    public var isEmpty: Bool { members.isEmpty }
    public var names: [String] { members.map(\.name) }

    /// Setting nil removes the member; setting a new name appends it.
    public subscript(name: String) -> JSONValue? {
        get { position(of: name).map { members[$0].value } }
        set {
            switch (position(of: name), newValue) {
            case (let place?, let value?):
                members[place].value = value
            case (let place?, nil):
                members.remove(at: place)
                if index != nil { buildIndex() }
            case (nil, let value?):
                members.append((name, value))
                if index != nil {
                    index?[name] = members.count - 1
                } else if members.count > Self.indexThreshold {
                    buildIndex()
                }
            case (nil, nil): break
            }
        }
    }

    private func position(of name: String) -> Int? {
        if let index { return index[name] }
        return members.firstIndex { $0.name == name }
    }

    private mutating func buildIndex() {
        index = Dictionary(uniqueKeysWithValues: members.enumerated().map { ($1.name, $0) })
    }
}

extension JSONObject: ExpressibleByDictionaryLiteral {
    public init(dictionaryLiteral elements: (String, JSONValue)...) { self.init(elements) }
}

extension JSONObject: Hashable {
    public static func == (left: JSONObject, right: JSONObject) -> Bool {
        left.count == right.count && left.members.allSatisfy { right[$0.name] == $0.value }
    }

    public func hash(into hasher: inout Hasher) {
        // The order of members does not count, so their hashes are combined by a sum.
        var sum = 0
        for (name, value) in members {
            var own = Hasher()
            own.combine(name)
            own.combine(value)
            sum &+= own.finalize()
        }
        hasher.combine(members.count)
        hasher.combine(sum)
    }
}
