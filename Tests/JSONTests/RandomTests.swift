import JSON
import Testing

struct RandomTests {
    @Test func `a random value comes back from its text`() throws {
        let seed = UInt64.random(in: 0...UInt64.max)
        print("seed \(seed)")
        var random = SeededGenerator(seed)
        for _ in 0..<600 {
            let value = value(depth: 4, &random)
            let compact = value.serialized()
            #expect(try JSON.parse(compact) == value)
            #expect(try JSON.parse(compact).serialized() == compact)
            #expect(try JSON.parse(value.serialized(pretty: true)) == value)
            let sorted = value.serialized(sortedKeys: true)
            #expect(try JSON.parse(sorted) == value)
            #expect(try JSON.parse(sorted).serialized(sortedKeys: true) == sorted)
            #expect(try JSON.range(at: [], in: compact) == 0..<compact.count)
        }
    }

    @Test func `a damaged document is refused or read, and both readers agree`() {
        let seed = UInt64.random(in: 0...UInt64.max)
        print("seed \(seed)")
        var random = SeededGenerator(seed)
        for _ in 0..<3000 {
            var bytes = value(depth: 3, &random).serialized(pretty: Bool.random(using: &random))
            for _ in 0..<Int.random(in: 1...3, using: &random) { damage(&bytes, &random) }
            let tree = Result { () throws(JSONError) in try JSON.parse(bytes) }
            let walk = Result { () throws(JSONError) in try JSON.range(at: [], in: bytes) }
            switch (tree, walk) {
            case (.success(let value), .success):
                #expect((try? JSON.parse(value.serialized())) == value)
            case (.failure(let one), .failure(let other)):
                #expect(one == other || one.reason.description.contains("twice"))
                #expect((0...bytes.count).contains(one.offset))
            case (.failure(let error), .success):
                #expect(error.reason.description.contains("twice"))
            case (.success, .failure(let error)):
                Issue.record("only the walk refused: \(error)")
            }
        }
    }

    private func damage(_ bytes: inout [UInt8], _ random: inout SeededGenerator) {
        let index = Int.random(in: 0..<bytes.count, using: &random)
        switch Int.random(in: 0..<4, using: &random) {
        case 0: bytes[index] = UInt8.random(in: 0...255, using: &random)
        case 1 where bytes.count > 1: bytes.remove(at: index)
        case 2: bytes.insert(Array("{}[]\",:\\u0-e. \u{E9}".utf8).randomElement(using: &random) ?? 0, at: index)
        default: bytes.swapAt(index, Int.random(in: 0..<bytes.count, using: &random))
        }
    }

    private func value(depth: Int, _ random: inout SeededGenerator) -> JSONValue {
        switch Int.random(in: 0..<(depth == 0 ? 5 : 9), using: &random) {
        case 0: return .null
        case 1: return .bool(Bool.random(using: &random))
        case 2: return .number(number(&random))
        case 3, 4: return .string(text(&random))
        case 5, 6:
            let count = Int.random(in: 0...5, using: &random)
            return .array((0..<count).map { _ in value(depth: depth - 1, &random) })
        default:
            var object = JSONObject()
            for _ in 0..<Int.random(in: 0...30, using: &random) where Int.random(in: 0..<3, using: &random) == 0 {
                object[text(&random)] = value(depth: depth - 1, &random)
            }
            return .object(object)
        }
    }

    private func number(_ random: inout SeededGenerator) -> JSONNumber {
        let literals = ["0", "-0", "1.5", "1e5", "-1E-5", "0.000", "123456789012345678901234567890.5e+10"]
        return literals.randomElement(using: &random).flatMap(JSONNumber.init(literal:))
            ?? JSONNumber(Int64.random(in: .min ... .max, using: &random))
    }

    private func text(_ random: inout SeededGenerator) -> String {
        var text = ""
        for _ in 0..<Int.random(in: 0...20, using: &random) {
            let ranges: [ClosedRange<UInt32>] = [
                0x20...0x7E, 0x20...0x7E, 0...0x1F, 0x7F...0x7FF, 0x4E00...0x4E20, 0x1F600...0x1F640,
            ]
            let range = ranges[Int.random(in: 0..<ranges.count, using: &random)]
            if let scalar = Unicode.Scalar(UInt32.random(in: range, using: &random)) {
                text.unicodeScalars.append(scalar)
            }
        }
        return text
    }
}

extension Result where Failure == JSONError {
    fileprivate init(_ body: () throws(JSONError) -> Success) {
        do throws(JSONError) {
            self = .success(try body())
        } catch {
            self = .failure(error)
        }
    }
}
