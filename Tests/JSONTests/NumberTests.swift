import JSON
import Testing

struct NumberTests {
    @Test(arguments: [
        ("0", 0), ("-0", 0), ("1", 1), ("-1", -1), ("1.0", 1), ("1.000", 1), ("1e2", 100), ("1E+2", 100), ("1.5e1", 15),
        ("100e-2", 1), ("-2.50e2", -250), ("0.0", 0), ("0e999999999999", 0), ("0.000e-5", 0), ("1200e-2", 12),
        ("9223372036854775807", Int64.max), ("-9223372036854775808", Int64.min), ("922337203685477580.70e1", Int64.max),
        ("9.223372036854775807e18", Int64.max), ("1e18", 1_000_000_000_000_000_000),
        ("10000000000000000000e-1", 1_000_000_000_000_000_000),
        ("0.00000000000000000001e20", 1), ("1000000000000000000000e-21", 1),
    ])
    func `a whole number is exact however it is written`(_ literal: String, _ value: Int64) {
        #expect(JSONNumber(literal: literal)?.int64 == value)
    }

    @Test(arguments: [
        "0.1", "1.5", "1e-1", "15e-1", "9223372036854775808", "-9223372036854775809", "1e19", "1e100000",
        "1e99999999999999999999",
        "1e-99999999999999999999", "18446744073709551617", "92233720368547758070e-2", "123456789012345678901234567890",
        "0.10", "1.0000000000000000000000001",
    ])
    func `what is not whole or does not fit is no integer`(_ literal: String) throws {
        #expect(try #require(JSONNumber(literal: literal)).int64 == nil)
    }

    @Test(arguments: ["", " 1", "1 ", "+1", "01", "1.", ".1", "1e", "0x1", "NaN", "1\n", "--1", "1,0", "١"])
    func `a literal is checked by the grammar`(_ literal: String) {
        #expect(JSONNumber(literal: literal) == nil)
    }

    @Test(arguments: ["123456789012345678.12", "0.30000000000000004", "10.00", "1E400", "-0", "0.1e-7"])
    func `no digit is lost on the way through`(_ literal: String) throws {
        let value = try JSON.parse("[\(literal)]")
        #expect(value[0]?.numberValue?.literal == literal)
        #expect(value.description == "[\(literal)]")
    }

    @Test func `every 64-bit number comes back`() throws {
        let seed = UInt64.random(in: 0...UInt64.max)
        print("seed \(seed)")
        var random = SeededGenerator(seed)
        for _ in 0..<2000 {
            let value = Int64(truncatingIfNeeded: random.next()) >> Int64.random(in: 0...63, using: &random)
            #expect(JSONNumber(value).int64 == value)
            #expect(try JSON.parse(JSONValue(value).serialized()).int64Value == value)
        }
    }
}
