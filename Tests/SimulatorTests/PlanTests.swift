import JSON
import Roaming
import Testing

@testable import Simulator

struct PlanTests {
    private func plan(_ text: String) throws -> Plan {
        try Plan(try ObjectReader(try JSON.parse(Array(text.utf8))))
    }

    @Test func `a plan is read with its defaults`() throws {
        let plan = try plan(
            """
            {"seed":9,"hub_versions_url":"http://h/v","parties":[
            {"role":"CPO","id":"se*nor","token_a":"t","faults":["stuck_session",{"kind":"wrong_price","every":2},
            "utc_clock"]},
            {"role":"EMSP","id":"DE*EMP","own_token_a":"u","tokens":3}],"rate":{"idle_minutes":[2,3]}}
            """)
        #expect(plan.seed == 9 && plan.parties.count == 2)
        #expect(plan.parties[0].currency.code == "SEK" && plan.parties[0].evses == 10)
        #expect(
            plan.parties[0].faults
                == [.stuckSession(afterUpdates: 2, count: 1), .wrongPrice(every: 2), .utcClock(every: 1)])
        #expect(plan.parties[1].handshake == .receiver(tokenA: "u") && plan.parties[1].tokens == 3)
        #expect(plan.rate.idleMinutes == 2...3 && plan.rate.updateSeconds == 360)
    }

    @Test(arguments: [
        (#"{"role":"CPO","id":"NL*FAS"}"#, "token_a"), (#"{"role":"BOSS","id":"NL*FAS","token_a":"t"}"#, "role"),
        (#"{"role":"CPO","id":"FAS","token_a":"t"}"#, "id"),
        (#"{"role":"CPO","id":"XX*FAS","token_a":"t"}"#, "country"),
        (#"{"role":"CPO","id":"NL*FAS","token_a":"t","faults":["dances"]}"#, "faults"),
        (#"{"role":"CPO","id":"NL*FAS","token_a":"t","own_token_a":"t"}"#, "token_a"),
        (#"{"role":"CPO","id":"NL*FAS","token_a":"t","evses":0}"#, "evses"),
    ])
    func `a wrong plan names the field`(party: String, field: String) throws {
        let error = #expect(throws: FieldError.self) {
            try plan(#"{"hub_versions_url":"http://h/v","parties":[\#(party)]}"#)
        }
        #expect(error?.field.hasSuffix(field) == true, "\(String(describing: error))")
    }

    @Test func `the same party twice is refused`() throws {
        let party = #"{"role":"CPO","id":"NL*FAS","token_a":"t"}"#
        #expect(throws: FieldError.self) {
            try plan(#"{"hub_versions_url":"http://h/v","parties":[\#(party),\#(party)]}"#)
        }
    }

    @Test func `the state file reads back as it was written`() throws {
        var state = SavedState()
        state.generation = 4
        state.parties["NL*FAS"] = SavedParty(tokenWeSend: "s", tokenWeAccept: "a", hubVersionsURL: "http://h")
        #expect(try SavedState(parsing: state.bytes) == state)
    }

    @Test func `percentiles are the nearest ranks`() {
        var record = LatencyRecord()
        for value in (1...200).reversed() { record.add(.microseconds(value)) }
        #expect(record.percentiles([50, 95, 99, 100]) == [100, 190, 198, 200])
        #expect(LatencyRecord().percentiles([50]) == [0])
    }
}
