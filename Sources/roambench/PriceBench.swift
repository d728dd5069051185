import Foundation
import JSON
import OCPI
import Roaming
import TimeZones

/// Pricing in memory, on one thread: CDRs of a folder of vectors in turn, with lines, notes and zone rules.
///
/// `plan` has each tariff compiled once, as the hub keeps it; `tariff` compiles it anew for each CDR.
enum PriceBench {
    static let about = "pricing of CDRs in memory VECTORS [--prefix a_] [--seconds N] [--rounds N] [--count N]"

    private final class Case: Sendable {
        let detail: ChargeDetail
        let tariffs: [Tariff]
        let zone: ZoneRules?
        let plan: RatingPlan

        init(detail: ChargeDetail, tariffs: [Tariff], zone: ZoneRules?) {
            self.detail = detail
            self.tariffs = tariffs
            self.zone = zone
            plan = RatingPlan(tariffs: tariffs)
        }

        var planned: RatedCharge? { plan.rate(detail, zone: zone).charge }
        var compiled: RatedCharge? { Rating.rate(detail, tariffs: tariffs, zone: zone).charge }
    }

    @Sendable static func run(_ arguments: [String]) throws -> Int32 {
        guard let folder = arguments.first else {
            print(about)
            return 2
        }
        var options = (prefix: "a_", seconds: 2, rounds: 5, count: 0)
        for (name, value) in zip(arguments, arguments.dropFirst()) {
            switch name {
            case "--prefix": options.prefix = value
            case "--seconds": options.seconds = Int(value) ?? options.seconds
            case "--rounds": options.rounds = Int(value) ?? options.rounds
            case "--count": options.count = Int(value) ?? options.count
            default: break
            }
        }
        let cases = try read(folder, prefix: options.prefix)
        let periods = cases.reduce(0) { $0 + $1.detail.periods.count }
        print("\(cases.count) CDRs, \(periods) periods, in turn")
        if options.count > 0 {
            // For an instruction counter: nothing but this many CDRs.
            print("checksum \(price(cases, times: options.count / cases.count + 1, true))")
            return 0
        }
        for (name, isPlanned) in [("plan", true), ("tariff", false)] {
            var rates: [Double] = []
            for _ in 0..<options.rounds { rates.append(rate(cases, options.seconds, isPlanned)) }
            rates.sort()
            let million = { (rate: Double) in String(format: "%.2f", rate / 1e6) }
            print(
                "\(name): median \(million(rates[rates.count / 2])) million CDRs/s on one core, "
                    + "\(million(rates[0])) to \(million(rates[rates.count - 1])) in \(rates.count) rounds")
        }
        return 0
    }

    /// CDRs a second of this thread's time on the processor.
    private static func rate(_ cases: [Case], _ seconds: Int, _ isPlanned: Bool) -> Double {
        let start = threadSeconds()
        var (priced, elapsed) = (0, 0.0)
        var checksum: Int128 = 0
        repeat {
            checksum &+= price(cases, times: 200, isPlanned)
            priced += cases.count * 200
            elapsed = threadSeconds() - start
        } while elapsed < Double(seconds)
        precondition(checksum != 0, "nothing was priced")
        return Double(priced) / elapsed
    }

    private static func price(_ cases: [Case], times: Int, _ isPlanned: Bool) -> Int128 {
        var checksum: Int128 = 0
        for _ in 0..<times {
            for index in cases.indices {
                let charge = isPlanned ? cases[index].planned : cases[index].compiled
                guard let charge else { continue }
                checksum &+= charge.total.net?.numerator ?? 1
                checksum &+= Int128(charge.lines.count)
            }
        }
        return checksum
    }

    private static func read(_ folder: String, prefix: String) throws -> [Case] {
        let names = try FileManager.default.contentsOfDirectory(atPath: folder).filter { $0.hasPrefix(prefix) }.sorted()
        return try names.map { name in
            let about = try JSON.parse([UInt8](Data(contentsOf: URL(filePath: "\(folder)/\(name)/case.json"))))
            guard case .object(let members) = about, case .string(let version)? = members["version"],
                let version = WireVersion(rawValue: version), case .string(let zone)? = members["time_zone"]
            else { throw CocoaError(.fileReadCorruptFile) }
            let bytes = [UInt8](try Data(contentsOf: URL(filePath: "\(folder)/\(name)/cdr.json")))
            return try bytes.withUnsafeBufferPointer { buffer in
                try JSONTape().read(buffer) { document in
                    let cdr = try document.get()
                    var reader = PricingReader(version)
                    let detail = try reader.chargeDetail(cdr)
                    let tariffs = try cdr.member("tariffs").map { try reader.tariffs($0) } ?? []
                    return Case(
                        detail: detail, tariffs: tariffs, zone: TimeZones.rules(zone))
                }
            }
        }
    }

    private static func threadSeconds() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
}
