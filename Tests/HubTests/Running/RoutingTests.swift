import HTTPMessage
import JSON
import OCPI
import Testing

@testable import Hub

@Suite(.serialized) struct RoutingTests {
    @Test func `a session goes to its party with the ids the specification asks for, and the answer comes back`()
        async throws
    {
        let pair = try await TradingPair()
        let answer = try await pair.cpo.call(
            pair.hub, "PUT", "receiver/sessions/NL/FAS/S1", to: "NL*TNM", Samples.session())
        #expect(answer.int("status_code") == 1000)
        #expect(answer.headers.first("X-Request-ID") == "req-1")
        #expect(answer.headers.first("X-Correlation-ID") == "cor-1")
        #expect(answer.headers.first("OCPI-to-party-id") == "FAS")
        #expect(answer.headers.first("OCPI-from-party-id") == "TNM")
        let got = try #require(pair.dp.received("sessions").last)
        #expect(got.path == ["receiver", "sessions", "NL", "FAS", "S1"])
        #expect(got.headers.first("X-Request-ID") != "req-1")
        #expect(got.headers.first("X-Correlation-ID") == "cor-1")
        #expect(got.headers.first("OCPI-from-party-id") == "FAS")
        #expect(got.headers.first("OCPI-to-party-id") == "TNM")
        #expect(got.body == Samples.session().serialized())
        #expect(try await pair.hub.read("/sessions/NL*FAS%2FS1").text("status") == "ACTIVE")
        await pair.hub.stop()
    }

    @Test func `without TO a session finds its party by its token`() async throws {
        let pair = try await TradingPair()
        let answer = try await pair.cpo.call(pair.hub, "PUT", "receiver/sessions/NL/FAS/S1", Samples.session())
        #expect(answer.int("status_code") == 1000)
        #expect(pair.dp.received("sessions").count == 1)
        await pair.hub.stop()
    }

    @Test func `a broadcast is answered by the hub and reaches the other side`() async throws {
        let pair = try await TradingPair()
        let answer = try await pair.cpo.call(
            pair.hub, "PUT", "receiver/tariffs/NL/FAS/T2", to: "EU*RMD",
            Samples.tariff.replacing("id", "T2"))
        #expect(answer.status == 201)
        #expect(answer.headers.first("OCPI-from-party-id") == "RMD")
        #expect(try await pair.hub.eventually { pair.dp.received("tariffs").contains { $0.path.last == "T2" } })
        let got = try #require(pair.dp.received("tariffs").first { $0.path.last == "T2" })
        #expect(got.headers.first("OCPI-from-party-id") == "RMD")
        let all = try await pair.dp.call(pair.hub, "GET", "sender/tariffs?limit=1", to: "EU*RMD")
        #expect(all.count("data") == 1)
        #expect(all.headers.first("X-Total-Count") == "2")
        #expect(all.headers.first("Link")?.contains("offset=1") == true)
        await pair.hub.stop()
    }

    @Test func `the receiver's refusal is relayed as it came`() async throws {
        let pair = try await TradingPair()
        pair.dp.script { got, responder in
            guard got.path.contains("sessions") else { return false }
            responder.respond(TestPartner.envelope(nil, code: 2001, message: "no such contract"))
            return true
        }
        let answer = try await pair.cpo.call(
            pair.hub, "PUT", "receiver/sessions/NL/FAS/S1", to: "NL*TNM", Samples.session())
        #expect(answer.int("status_code") == 2001)
        #expect(answer.text("status_message") == "no such contract")
        await pair.hub.stop()
    }

    @Test func `a receiver that does not answer is 4002, and the message stays maybe`() async throws {
        let pair = try await TradingPair(partnerDeadlineMilliseconds: 150)
        pair.dp.script { got, _ in got.path.contains("sessions") }
        let answer = try await pair.cpo.call(
            pair.hub, "PUT", "receiver/sessions/NL/FAS/S1", to: "NL*TNM", Samples.session())
        #expect(answer.status == 200)
        #expect(answer.int("status_code") == 4002)
        let isMaybe = try await pair.hub.eventually {
            try await pair.hub.read("/sessions/NL*FAS%2FS1").int("deliveries_maybe") == 1
        }
        #expect(isMaybe)
        await pair.hub.stop()
    }

    @Test func `a command's response_url is the hub's, and its result reaches the one who asked`() async throws {
        let pair = try await TradingPair()
        pair.cpo.script { got, responder in
            guard got.path.contains("commands") else { return false }
            responder.respond(TestPartner.envelope(["result": "ACCEPTED", "timeout": 30]))
            return true
        }
        let asked = try await pair.dp.call(
            pair.hub, "POST", "receiver/commands/START_SESSION", to: "NL*FAS",
            [
                "response_url": .string(pair.dp.base + "/result/7"), "token": Samples.token, "location_id": "LOC1",
                "evse_uid": "E1",
            ])
        #expect(asked.text("data.result") == "ACCEPTED")
        let sent = try #require(pair.cpo.received("commands").last)
        let body = RunningHub.Answer(status: 0, headers: [:], body: try JSON.parse(sent.body))
        let url = try #require(body.text("response_url"))
        #expect(url.hasPrefix(pair.hub.base))
        let result = try await pair.cpo.call(
            pair.hub, "POST", String(url.dropFirst((pair.hub.base + "/ocpi/2.2.1/").count)), to: "NL*TNM",
            ["result": "ACCEPTED"])
        #expect(result.int("status_code") == 1000)
        #expect(try await pair.hub.eventually { !pair.dp.received("result").isEmpty })
        #expect(pair.dp.received("result").first?.path == ["result", "7"])
        let commands = try await pair.hub.read("/commands")
        #expect(commands.text("items.0.state") == "RESULT")
        await pair.hub.stop()
    }

    @Test func `an operator's stop is a real STOP_SESSION from the hub`() async throws {
        let pair = try await TradingPair()
        _ = try await pair.cpo.call(pair.hub, "PUT", "receiver/sessions/NL/FAS/S1", to: "NL*TNM", Samples.session())
        pair.cpo.script { got, responder in
            guard got.path.contains("STOP_SESSION") else { return false }
            responder.respond(TestPartner.envelope(["result": "ACCEPTED", "timeout": 30]))
            return true
        }
        let noReason = try await pair.hub.act("nils", "POST", "/sessions/NL*FAS%2FS1/stop", ["reason": ""])
        #expect(noReason.status == 422)
        let stopped = try await pair.hub.act(
            "nils", "POST", "/sessions/NL*FAS%2FS1/stop", ["reason": "driver called: cable stuck"])
        #expect(stopped.status == 200, "\(stopped.body)")
        #expect(try await pair.hub.eventually { !pair.cpo.received("STOP_SESSION").isEmpty })
        let sent = try #require(pair.cpo.received("STOP_SESSION").first)
        #expect(sent.headers.first("OCPI-from-party-id") == "RMD")
        #expect(sent.headers.first("OCPI-from-country-code") == "EU")
        let id = try #require(stopped.text("resource.id"))
        _ = try await pair.cpo.call(
            pair.hub, "POST", "sender/commands/STOP_SESSION/\(id)", to: "EU*RMD", ["result": "ACCEPTED"])
        _ = try await pair.cpo.call(
            pair.hub, "PUT", "receiver/sessions/NL/FAS/S1", to: "NL*TNM",
            Samples.session(kwh: 3, status: "COMPLETED", updated: "2026-11-22T11:40:00Z"))
        let isInformed = try await pair.hub.eventually {
            try await pair.hub.read("/commands/\(id)").text("dp_informed_at") != nil
        }
        #expect(isInformed)
        await pair.hub.stop()
    }

    @Test func `a CDR is answered by the hub and then delivered`() async throws {
        let pair = try await TradingPair()
        let answer = try await pair.charge("S1", cdr: "C1")
        #expect(answer.status == 201)
        let location = try #require(answer.headers.first("Location"))
        #expect(location.hasPrefix(pair.hub.base))
        let delivered = try await pair.hub.eventually {
            try await pair.hub.read("/cdrs/NL*FAS%2FC1").text("delivery.state") == "delivered"
        }
        #expect(delivered)
        let cdr = try await pair.hub.read("/cdrs/NL*FAS%2FC1")
        #expect(cdr.text("state") == "ACCEPTED")
        #expect(cdr.int("cleared_minor") == 500)
        #expect(cdr.int("split.cpo") == 440)
        #expect(cdr.int("split.hub") == 20)
        #expect(cdr.int("split.dp") == 40)
        #expect(try #require(pair.dp.received("cdrs").first).body == Samples.cdr().serialized())
        let again = try await pair.cpo.call(pair.hub, "POST", "receiver/cdrs", to: "NL*TNM", Samples.cdr())
        #expect(again.status == 200)
        #expect(again.headers.first("Location") == location)
        await pair.hub.stop()
    }
}

extension JSONValue {
    /// A copy of an object with one member set.
    func replacing(_ name: String, _ value: JSONValue?) -> JSONValue {
        guard case .object(var object) = self else { return self }
        object[name] = value
        return .object(object)
    }
}
