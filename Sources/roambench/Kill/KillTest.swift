import CommandLine
import DeskCache
import Foundation
import HTTPClient
import JSON
import Roaming

/// SIGKILL in the middle of traffic, again and again: nothing acknowledged may be lost, the books stay whole, and a desk
/// goes on from where it was.
enum KillTest {
    static let about =
        "kills the hub in the middle of traffic and checks what was acknowledged [--kills N] [--lanes N] [--seed N] [--hub PATH] [--directory DIR]"

    @Sendable static func run(_ arguments: [String]) throws -> Int32 {
        var options = (
            kills: 20, lanes: 24, seed: UInt64(getpid()), hub: String?.none, directory: NSTemporaryDirectory()
        )
        for (name, value) in zip(arguments, arguments.dropFirst()) {
            switch name {
            case "--kills": options.kills = Int(value) ?? options.kills
            case "--lanes": options.lanes = Int(value) ?? options.lanes
            case "--seed": options.seed = UInt64(value) ?? options.seed
            case "--hub": options.hub = value
            case "--directory": options.directory = value
            default: break
            }
        }
        print("seed \(options.seed)")
        let rig = try BenchRig(hubProgram: options.hub, connections: options.lanes, directory: options.directory)
        let desk = try KillDesk(rig.hub, in: rig.folder)
        let traffic = KillTraffic(SessionSender(rig))
        traffic.start(lanes: options.lanes)
        var random = options.seed
        for kill in 1...max(1, options.kills) {
            let before = (acknowledged: traffic.acknowledgedCount, desk: desk.changes)
            // At least this much traffic, and at least one page in the desk, between two deaths.
            try wait("traffic after \(kill - 1) kills", seconds: 60) {
                traffic.acknowledgedCount >= before.acknowledged + 100 && desk.changes > before.desk
            }
            random = random &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            usleep(UInt32((random >> 33) % 300_000))
            rig.hub.kill()
            if kill % 3 == 0 { try desk.restart() }
            let started = ContinuousClock.now
            try rig.hub.start()
            let took = started.duration(to: .now)
            desk.hurry()
            print(
                "kill \(kill): \(traffic.acknowledgedCount) acknowledged so far, the desk at \(desk.seq), back in \(took)"
            )
        }
        try wait("traffic after the last kill", seconds: 60) { [count = traffic.acknowledgedCount] in
            traffic.acknowledgedCount >= count + 100
        }
        try blocking { await traffic.stop() }
        let head = try head(rig)
        try wait("the desk at \(head)", seconds: 30) { desk.seq >= head }
        try desk.stop()
        try rig.hub.stop()
        return try report(rig, desk, traffic.record, kills: options.kills)
    }

    private static func report(
        _ rig: BenchRig, _ desk: KillDesk, _ record: KillTraffic.Record, kills: Int
    ) throws -> Int32 {
        try rig.hub.verify()
        var faults = try KillChecks(
            hubStore: rig.hub.directory + "/hub.sqlite", cache: desk.cachePath, record: record
        ).faults()
        faults += desk.falls.map { "the desk's seq went back \($0)" }
        faults += record.refusals.prefix(10).map { "refused: \($0)" }
        print(
            """
            \(kills) kills, \(record.acknowledged.count) messages acknowledged in \(record.lastAcknowledged.count) \
            sessions, \(record.unknown) without an answer; the ledger and both hash chains verify
            """)
        for fault in faults.prefix(20) { print("FAULT \(fault)") }
        guard faults.isEmpty else {
            print("\(faults.count) faults; everything is kept in \(rig.folder)")
            return 1
        }
        print("every acknowledged message is there, and the desk has what the hub has")
        rig.remove()
        return 0
    }

    private static func head(_ rig: BenchRig) throws -> Int64 {
        let (client, hub, token) = (rig.client, rig.hub.url, rig.hub.token)
        // What is queued behind the last answers moves the feed for a moment more.
        usleep(500_000)
        let response = try blocking {
            try await client.send(
                HTTPClientRequest(
                    url: hub + "/admin/v1/changes?after=0&limit=1", headers: ["Authorization": "Bearer \(token)"]))
        }
        guard let head = try JSON.parse(response.body)["head"]?.int64Value else {
            throw HubProcess.Failure(description: "the feed has no head: HTTP \(response.status)")
        }
        return head
    }

    private static func wait(_ what: String, seconds: Int, _ holds: () -> Bool) throws {
        let end = ContinuousClock.now + .seconds(seconds)
        while !holds() {
            guard ContinuousClock.now < end else {
                throw HubProcess.Failure(description: "not within \(seconds) s: \(what)")
            }
            usleep(10_000)
        }
    }
}

extension Timestamp {
    static var wall: Timestamp { WallClock.system.now() }
}
