import AdminAPI
import HTTPMessage

extension Hub {
    /// `POST /admin/v1/price`: prices one CDR as `roamhub price` does a line, off the hub's thread.
    nonisolated func price(_ call: AdminCall) async throws(Problem) -> HTTPResponse {
        do throws(PriceError) {
            let body = try await Self.result(of: call.request.body)
            return HTTPResponse(
                status: 200, headers: ["Content-Type": "application/json", "Cache-Control": "no-store"], body: body)
        } catch {
            throw Problem(error)
        }
    }

    @concurrent private static func result(of request: [UInt8]) async throws(PriceError) -> [UInt8] {
        try Pricer().result(of: request)
    }
}

extension Problem {
    fileprivate init(_ error: PriceError) {
        switch error.code {
        case "not_json": self.init(.badRequest, "the body is not JSON: \(error.message)")
        default: self.init(.badValue, error.message, field: error.field, rule: error.code)
        }
    }
}
