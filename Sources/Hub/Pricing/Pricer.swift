import JSON
import OCPI
import Roaming

/// Prices one request after the other, and keeps from one to the next what makes that quick. One thread's own.
public final class Pricer {
    private let tape = JSONTape()
    private var plans = PlanMemory()
    private var zones = ZoneMemory()
    private let limits: JSONLimits

    /// - Parameter maxBytes: the longest request that is read.
    public init(maxBytes: Int = 8 << 20) {
        limits = JSONLimits(maxBytes: maxBytes)
    }

    /// Writes the answer to a request, priced or refused, as one object.
    public func answer(_ request: UnsafeBufferPointer<UInt8>, to writer: inout JSONWriter) {
        guard request.count <= limits.maxBytes else {
            let error = PriceError("line_too_long", "it is longer than \(limits.maxBytes) bytes")
            return refuse(error, id: nil, to: &writer)
        }
        tape.read(request, limits: limits) { document in
            switch document {
            case .failure(let error): refuse(PriceError(error), id: nil, to: &writer)
            case .success(let view): answer(view, to: &writer)
            }
        }
    }

    /// - Returns: the result's bytes.
    /// - Throws: why there is no price.
    func result(of request: [UInt8]) throws(PriceError) -> [UInt8] {
        let outcome: Result<[UInt8], PriceError> = request.withUnsafeBufferPointer { bytes in
            tape.read(bytes, limits: limits) { document in
                do throws(PriceError) {
                    let view: JSONView
                    do throws(JSONError) { view = try document.get() } catch { throw PriceError(error) }
                    let result = try price(view)
                    var writer = JSONWriter(capacity: 2048)
                    write(result, id: try Self.id(view), to: &writer)
                    return .success(writer.bytes)
                } catch {
                    return .failure(error)
                }
            }
        }
        return try outcome.get()
    }

    private func answer(_ view: JSONView, to writer: inout JSONWriter) {
        var id: JSONView?
        do throws(PriceError) {
            id = try Self.id(view)
            write(try price(view), id: id, to: &writer)
        } catch {
            refuse(error, id: id, to: &writer)
        }
    }

    private static func id(_ view: JSONView) throws(PriceError) -> JSONView? {
        guard let id = view.member("id") else { return nil }
        guard id.isString || id.numberLiteral != nil else { throw PriceError(id.fail("must be a string")) }
        return id
    }

    private func price(_ view: JSONView) throws(PriceError) -> PriceResult {
        let request = try PriceRequest(view)
        let known = try plans.plan(for: request)
        let zone = try request.zone(&zones)
        var reader = PricingReader(request.version)
        var detail: ChargeDetail
        do throws(FieldError) {
            detail = try reader.chargeDetail(request.cdr)
        } catch {
            throw PriceError(error)
        }
        let charge: RatedCharge
        switch known.plan.rate(detail, zone: zone) {
        case .rated(let rated): charge = rated
        case .cannotRate(let obstacle): throw PriceError(obstacle)
        }
        if !reader.claimsTotal(request.cdr) { detail.claim.total = .nothingClaimed(charge.total, detail.isCredit) }
        let comparison = Comparison(of: detail, with: charge)
        var explanations: [Explanation] = []
        if !comparison.agrees, Self.canExplain(detail, known.plan.tariffs) {
            explanations = ExplanationSearch.find(
                detail, tariffs: known.plan.tariffs, zone: zone, policy: known.plan.policy,
                otherVersions: otherVersions(request))
        }
        return PriceResult(
            charge: charge, currency: detail.currency, comparison: comparison, explanations: explanations,
            readingNotes: known.notes + reader.notes)
    }

    /// An explanation takes up to two hundred ratings; a session of absurd size gets none, so that nobody can keep a thread
    /// busy for minutes by one.
    private static func canExplain(_ detail: ChargeDetail, _ tariffs: [Tariff]) -> Bool {
        let elements = tariffs.reduce(0) { $0 + $1.elements.count }
        return detail.periods.count * max(1, elements) <= 200_000
    }

    /// Of a request that brings tariffs, those the CDR has itself; what cannot be read explains nothing.
    private func otherVersions(_ request: PriceRequest) -> [[Tariff]] {
        guard let own = request.ownTariffs, own.count > 0 else { return [] }
        var reader = PricingReader(request.version)
        guard let tariffs = try? reader.tariffs(own) else { return [] }
        return [tariffs]
    }

    private func write(_ result: PriceResult, id: JSONView?, to writer: inout JSONWriter) {
        writer.beginObject()
        write(id, to: &writer)
        result.write(to: &writer)
        writer.endObject()
    }

    private func refuse(_ error: PriceError, id: JSONView?, to writer: inout JSONWriter) {
        writer.beginObject()
        write(id, to: &writer)
        writer.name("error")
        writer.beginObject()
        writer.name("code")
        writer.string(error.code)
        writer.name("message")
        writer.string(error.message)
        if let field = error.field {
            writer.name("field")
            writer.string(field)
        }
        writer.endObject()
        writer.endObject()
    }

    private func write(_ id: JSONView?, to writer: inout JSONWriter) {
        writer.name("id")
        if let text = id?.stringValue {
            writer.string(text)
        } else if let literal = id?.numberLiteral {
            writer.raw(literal)
        } else {
            writer.null()
        }
    }
}

extension Price {
    /// A claim from which nothing can diverge, for a CDR that names no total.
    fileprivate static func nothingClaimed(_ total: ExactPrice, _ isCredit: Bool) -> Price {
        func amount(_ number: ExactNumber?) -> Decimal4? {
            number?.rounded(decimals: 4).map { Decimal4(tenThousandths: isCredit ? 0 &- $0 : $0) }
        }
        return Price(excludingVAT: amount(total.net) ?? .zero, includingVAT: amount(total.gross))
    }
}
