import HTTPMessage
import JSON
import Roaming

/// The hub's version, as programs and `/healthz` show it.
public enum HubVersion {
    public static let text = "0.1.0"
}

extension Hub {
    /// 200 while requests are taken and the writer keeps up; says nothing a stranger could use.
    func health(_ request: HTTPRequest) -> HTTPResponse {
        guard request.method == .GET || request.method == .HEAD else { return Self.onlyGET }
        let queued = store.writer.queued
        let isWell = !isStopping && queued < 10_000
        let body: JSONValue = [
            "status": .string(isWell ? "ok" : "busy"), "version": .string(HubVersion.text),
        ]
        return HTTPResponse(
            status: isWell ? 200 : 503,
            headers: ["Content-Type": "application/json", "Cache-Control": "no-store"], body: body.serialized())
    }

    static let onlyGET = HTTPResponse.text(405, "Only GET and HEAD are served here.", headers: ["Allow": "GET, HEAD"])

    /// Prometheus text format 0.0.4: counts, never ids.
    func metricsAnswer(_ request: HTTPRequest) async -> HTTPResponse {
        guard request.method == .GET || request.method == .HEAD else { return Self.onlyGET }
        let numbers = try? await store.reader.read { db in
            (head: try Feed.head(db), live: try SessionStore.liveCount(db))
        }
        if let numbers {
            metrics.gauge("roamhub_feed_head", help: "Highest seq of the change feed.", numbers.head)
            metrics.gauge("roamhub_sessions_live", help: "Sessions that are not over.", Int64(numbers.live))
        }
        metrics.gauge(
            "roamhub_writer_queue", help: "Requests waiting for the store's writer.", Int64(store.writer.queued))
        metrics.gauge("roamhub_desks", help: "Streams of the change feed that are open.", Int64(doorbell.listeners))
        for status in [PartyRecord.Status.connected, .offline, .planned, .suspended] {
            metrics.gauge(
                "roamhub_parties", "status=\"\(status.rawValue)\"", help: "Parties by connection status.",
                Int64(registry.parties.values.count { $0.status == status }))
        }
        if let http = server?.metrics {
            metrics.total("roamhub_http_requests_total", help: "HTTP requests taken.", Int64(http.requests))
            metrics.total("roamhub_http_faults_total", help: "Requests refused as malformed.", Int64(http.faults))
        }
        return HTTPResponse(
            status: 200, headers: ["Content-Type": "text/plain; version=0.0.4; charset=utf-8"],
            body: Array(metrics.text.utf8))
    }

    /// A demo's store and a real one are never mixed up: their moments mean different things.
    func checkDemoMarker() async throws {
        let isDemo = configuration.isDemo
        try await store.writer.write { db in
            let marker = try MetaStore.value(db, "demo")
            if marker == nil {
                try MetaStore.set(db, "demo", isDemo ? "1" : "0")
            } else if (marker == "1") != isDemo {
                throw StoreError.stateChanged(
                    isDemo
                        ? "the data directory belongs to a real hub; a demo clock"
                        : "the data directory was made by a demo and opens with its clock only; it")
            }
        }
    }
}
