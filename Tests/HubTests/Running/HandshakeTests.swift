import HTTPMessage
import JSON
import OCPI
import Testing

@testable import Hub

@Suite(.serialized) struct HandshakeTests {
    @Test func `a partner registers with an invitation, and the invitation is void afterwards`() async throws {
        let hub = try await RunningHub()
        let partner = try TestPartner("NL*TNM", role: "EMSP", on: hub.loop)
        let invitation = try await hub.act(
            "ada", "POST", "/partners", ["platform": "tnm", "terms_accepted": true])
        let tokenA = invitation.text("resource.token") ?? ""
        #expect(tokenA.count == 64)
        try await partner.register(at: hub, tokenA: tokenA)
        #expect(partner.hubToken.count == 64)
        #expect(try await partner.call(hub, "GET", "credentials").text("data.token") == partner.hubToken)
        let again = try await partner.call(hub, "GET", "", token: tokenA)
        #expect(again.status == 401)
        #expect(try await hub.read("/partners/NL*TNM").text("status") == "CONNECTED")
        await hub.stop()
    }

    @Test func `the hub registers at a partner and rotates its tokens`() async throws {
        let hub = try await RunningHub()
        let partner = try TestPartner("DE*EMP", role: "EMSP", on: hub.loop)
        partner.script { got, responder in
            guard got.path.first == "credentials" else { return false }
            responder.respond(TestPartner.envelope(partner.credentials("from-partner-\(got.method)")))
            return true
        }
        let done = try await hub.act(
            "ada", "POST", "/partners/register",
            [
                "platform": "emp", "versions_url": .string(partner.base + "/versions"), "token": "their-token-a",
                "terms_accepted": true,
            ])
        #expect(done.status == 200, "\(done.body)")
        #expect(
            partner.received("versions").first?.headers.first("Authorization")
                == AuthorizationToken.header("their-token-a"))
        let posted = try #require(partner.received("credentials").first)
        #expect(posted.method == "POST")
        #expect(String(decoding: posted.body, as: UTF8.self).contains("\"HUB\""))
        let rotated = try await hub.act("ada", "POST", "/partners/emp/rotate-token")
        #expect(rotated.status == 200, "\(rotated.body)")
        #expect(partner.received("credentials").last?.method == "PUT")
        await hub.stop()
    }

    /// OCPI 2.2.1, credentials: what is refused, with which status.
    @Test func `credentials answer 405, 3001 and 3003 as the specification says`() async throws {
        let hub = try await RunningHub()
        let partner = try TestPartner("NL*TNM", role: "EMSP", on: hub.loop)
        let invitation = try await hub.act("ada", "POST", "/partners", ["platform": "tnm", "terms_accepted": true])
        let tokenA = invitation.text("resource.token") ?? ""
        #expect(
            try await partner.call(hub, "PUT", "credentials", token: tokenA, partner.credentials("b")).status == 405)
        #expect(try await partner.call(hub, "DELETE", "credentials", token: tokenA).status == 405)
        #expect(try await partner.call(hub, "PATCH", "credentials", token: tokenA, [:]).status == 405)
        partner.script { _, responder in
            responder.respond(HTTPResponse(status: 500))
            return true
        }
        let unusable = try await partner.call(hub, "POST", "credentials", token: tokenA, partner.credentials("b"))
        #expect(unusable.int("status_code") == 3001)
        partner.script { got, responder in
            guard got.path.first == "versions" else { return false }
            responder.respond(TestPartner.envelope([["version": "2.1.1", "url": "http://127.0.0.1:1/x"]]))
            return true
        }
        let old = try await partner.call(hub, "POST", "credentials", token: tokenA, partner.credentials("b"))
        #expect(old.int("status_code") == 3002)
        partner.script(nil)
        try await partner.register(at: hub, tokenA: tokenA)
        #expect(try await partner.call(hub, "POST", "credentials", partner.credentials("b")).status == 405)
        #expect(try await partner.call(hub, "DELETE", "credentials").int("status_code") == 1000)
        #expect(try await partner.call(hub, "GET", "").status == 401)
        await hub.stop()
    }

    @Test func `a registration token opens no functional module`() async throws {
        let hub = try await RunningHub()
        let partner = try TestPartner("NL*TNM", role: "EMSP", on: hub.loop)
        let invitation = try await hub.act("ada", "POST", "/partners", ["platform": "tnm"])
        let answer = try await partner.call(
            hub, "GET", "sender/locations/", to: "EU*RMD", token: invitation.text("resource.token"))
        #expect(answer.status == 401)
        await hub.stop()
    }

    @Test func `stored messages hold fingerprints where tokens were`() async throws {
        let hub = try await RunningHub()
        let partner = try TestPartner("NL*TNM", role: "EMSP", on: hub.loop)
        try await hub.connect(partner)
        let list = try await hub.read("/messages?limit=100")
        var texts = ""
        for index in 0..<list.count("items") {
            guard let id = list.int("items.\(index).id") else { continue }
            texts += String(decoding: try await hub.read("/messages/\(id)").body.serialized(), as: UTF8.self)
        }
        #expect(!texts.contains(partner.hubToken))
        #expect(!texts.contains(AuthorizationToken.header(partner.hubToken)))
        #expect(texts.contains("fp:"))
        await hub.stop()
    }
}
