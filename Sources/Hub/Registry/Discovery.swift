import HTTPMessage
import JSON
import OCPI

/// What a partner's version documents say, or why they could not be used.
struct Discovery: Sendable {
    let version: VersionNumber
    let detailsURL: String
    let endpoints: [V221.Endpoint]
    /// How this partner wants to see its token.
    let encoding: TokenEncoding
}

/// A registration that cannot be completed, as an OCPI code and a sentence for the partner and the operator.
struct RegistrationRefusal: Error, Sendable {
    let status: OCPIStatus
    let message: String
}

extension Hub {
    /// Reads a partner's versions and the details of the latest one both know.
    ///
    /// With `encoding` nil both forms of the token are tried, Base64 first: some partners take the token raw, and say
    /// 401, 403, or HTTP 200 with OCPI 3000 to the other form.
    /// - Throws: 3001 when the partner's documents cannot be fetched or read, 3002 without a mutual version, 3003
    ///   without endpoints.
    func discover(
        _ versionsURL: String, token: String, encoding: TokenEncoding?, platform: Int64
    ) async throws(RegistrationRefusal) -> Discovery {
        let forms: [TokenEncoding] = encoding.map { [$0] } ?? [.base64, .raw]
        var lastRefusal: RegistrationRefusal?
        for form in forms {
            do {
                let list = try await document(versionsURL, "versions", token: token, encoding: form, platform: platform)
                let versions = try readVersions(list, versionsURL)
                return try await details(versions, token: token, encoding: form, platform: platform)
            } catch {
                if error.status != .clientAPIUnusable { throw error }
                lastRefusal = lastRefusal ?? error
            }
        }
        throw lastRefusal ?? RegistrationRefusal(status: .clientAPIUnusable, message: "no token form was accepted")
    }

    private func details(
        _ versions: [V221.Version], token: String, encoding: TokenEncoding, platform: Int64
    ) async throws(RegistrationRefusal) -> Discovery {
        guard let chosen = versions.first(where: { $0.version == .v221 }) else {
            let theirs = versions.map(\.version.rawValue).joined(separator: ", ")
            throw RegistrationRefusal(
                status: .unsupportedVersion,
                message: "this hub speaks 2.2.1; your versions list has \(theirs.prefix(80))")
        }
        let data = try await document(chosen.url, "versions", token: token, encoding: encoding, platform: platform)
        do {
            let details = try V221.VersionDetails(ObjectReader(data, at: "data"))
            guard details.credentialsURL != nil else {
                throw RegistrationRefusal(
                    status: .missingEndpoints, message: "your 2.2.1 version details list no credentials endpoint")
            }
            return Discovery(
                version: .v221, detailsURL: chosen.url, endpoints: details.endpoints, encoding: encoding)
        } catch let error as FieldError {
            throw RegistrationRefusal(status: .clientAPIUnusable, message: "your version details: \(error)")
        } catch let error as RegistrationRefusal {
            throw error
        } catch {
            throw RegistrationRefusal(status: .clientAPIUnusable, message: "your version details cannot be read")
        }
    }

    private func readVersions(_ data: JSONValue, _ url: String) throws(RegistrationRefusal) -> [V221.Version] {
        guard case .array(let items) = data else {
            throw RegistrationRefusal(status: .clientAPIUnusable, message: "your versions list is no list: \(url)")
        }
        do {
            return try items.map { try V221.Version(ObjectReader($0, at: "data")) }
        } catch {
            throw RegistrationRefusal(status: .clientAPIUnusable, message: "your versions list: \(error)")
        }
    }

    /// GETs a configuration document and answers its `data`.
    private func document(
        _ url: String, _ name: String, token: String, encoding: TokenEncoding, platform: Int64
    ) async throws(RegistrationRefusal) -> JSONValue {
        let request = PartnerRequest(
            method: .GET, url: url, routing: messageIDs(), subject: MessageSubject(module: name))
        let answer = await exchange(request, token: token, encoding: encoding, platform: platform)
        guard case .answered(let response) = answer, (200..<300).contains(response.status),
            let envelope = answer.envelope, envelope.status.isSuccess, let data = envelope.data
        else {
            throw RegistrationRefusal(
                status: .clientAPIUnusable, message: "GET \(url) with your token answered: \(answer.summary)")
        }
        return data
    }

    /// Like `exchange(_:with:)` with a token that is not the platform's own yet.
    func exchange(
        _ request: PartnerRequest, token: String, encoding: TokenEncoding, platform: Int64
    ) async -> PartnerAnswer {
        let record = MessageLog.outgoing(request, platform: platform, cause: nil, at: configuration.now())
        guard let id = try? await store.writer.write({ try MessageStore.insert($0, record) }) else {
            return .notDelivered("the hub's store refused the message: see the log")
        }
        let started = ContinuousClock.now
        let answer = await transmit(request, token: token, encoding: encoding, about: nil)
        recordAnswer(of: id, answer, subject: request.subject, latency: ContinuousClock.now - started)
        return answer
    }
}
