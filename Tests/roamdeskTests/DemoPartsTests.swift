import AdminAPI
import CommandLine
import JSON
import Roaming
import Testing

@testable import roamdesk

struct DemoPartsTests {
    @Test func `the cast is large enough, from several countries, and both sides begin handshakes`() {
        let parties = DemoCast.parties
        #expect(parties.filter { $0.role == .cpo }.count >= 4)
        #expect(parties.filter { $0.role == .emsp }.count >= 3)
        #expect(Set(parties.map(\.country)).count >= 3)
        for role in [DemoCast.Party.Role.cpo, .emsp] {
            let kinds = parties.filter { $0.role == role }.map(\.handshake)
            #expect(kinds.contains(.byHub) && kinds.contains(.byPartner))
        }
        for party in parties { #expect(PartyID(party.id) != nil) }
    }

    @Test(arguments: Role.allCases)
    func `there is a person for each role`(role: Role) {
        #expect(DemoCast.person(role.rawValue)?.roles == [role])
    }

    @Test func `a plan names one token a party, by who begins`() throws {
        let tokens = Dictionary(uniqueKeysWithValues: DemoCast.parties.map { ($0.id, "t-\($0.id)") })
        let plan = try ObjectReader(
            DemoPlan.json(
                hubVersionsURL: "http://h/ocpi/versions", stateFile: "s", seed: 7, rate: .brisk, tokens: tokens))
        for (party, written) in zip(DemoCast.parties, try plan.objects("parties")) {
            let ours = try written.optionalString("token_a")
            let theirs = try written.optionalString("own_token_a")
            #expect([ours, theirs].compactMap(\.self) == ["t-\(party.id)"])
            #expect((ours != nil) == (party.handshake == .byPartner))
        }
    }

    @Test func `a directory of somebody else's is not taken for a demo's`() throws {
        let directory = TemporaryDirectory()
        try PrivateFile.write([1], to: "\(directory.path)/mine")
        #expect(throws: UsageError.self) { try DemoHome(kept: directory.path) }
    }

    @Test func `two demos cannot run in one directory, and a kept clock goes on`() throws {
        let directory = TemporaryDirectory()
        let kept = "\(directory.path)/kept"
        let home = try DemoHome(kept: kept)
        #expect(DemoHome.isRunning(kept))
        #expect(throws: UsageError.self) { try DemoHome(kept: kept) }
        let clock = try home.clock(speed: nil)
        #expect(clock.speed == 60)
        try home.write(DemoHome.Record(hub: "http://127.0.0.1:1", port: 1, clock: clock))
        #expect(try DemoHome.readRecord(in: kept)?.clock == clock)
        home.close()
        #expect(!DemoHome.isRunning(kept))
        let again = try DemoHome(kept: kept)
        let resumed = try again.clock(speed: nil)
        #expect(resumed.now() >= clock.now(realMilliseconds: WallClock.systemMilliseconds - 60_000))
        again.close()
    }

    @Test func `lines of a growing file come whole and once`() throws {
        let directory = TemporaryDirectory()
        let file = GrowingFile("\(directory.path)/lines")
        let log = try Log(program: "p", path: file.path)
        try Descriptor.writeAll(Array("one\ntw".utf8), to: log.fileDescriptor, named: "lines")
        #expect(try file.newLines() == ["one"])
        try Descriptor.writeAll(Array("o\nthree\n".utf8), to: log.fileDescriptor, named: "lines")
        #expect(try file.newLines() == ["two", "three"])
        #expect(try file.newLines() == [])
    }
}
