/// Counters and gauges in the Prometheus text format 0.0.4.
///
/// Confined to the hub's loop: the hub owns it, nothing else reads it. Series are kept in the order they first
/// appear, label values come from closed sets (roles, classes), never from partners.
struct Metrics {
    private struct Series {
        let help: String
        let kind: String
        var values: [(labels: String, value: Int64)] = []
    }

    private var names: [String] = []
    private var series: [String: Series] = [:]

    /// Adds to a counter; the first use of a name declares it.
    mutating func count(_ name: String, _ labels: String = "", help: String, by amount: Int64 = 1) {
        update(name, labels, help, kind: "counter") { $0 += amount }
    }

    /// Sets a counter that is kept elsewhere to its present value.
    mutating func total(_ name: String, _ labels: String = "", help: String, _ value: Int64) {
        update(name, labels, help, kind: "counter") { $0 = value }
    }

    /// Sets a gauge to its present value.
    mutating func gauge(_ name: String, _ labels: String = "", help: String, _ value: Int64) {
        update(name, labels, help, kind: "gauge") { $0 = value }
    }

    private mutating func update(
        _ name: String, _ labels: String, _ help: String, kind: String, _ change: (inout Int64) -> Void
    ) {
        if series[name] == nil {
            names.append(name)
            series[name] = Series(help: help, kind: kind)
        }
        if let index = series[name]?.values.firstIndex(where: { $0.labels == labels }) {
            change(&series[name]!.values[index].value)
        } else {
            var value: Int64 = 0
            change(&value)
            series[name]?.values.append((labels, value))
        }
    }

    var text: String {
        var out = ""
        for name in names {
            guard let one = series[name] else { continue }
            out += "# HELP \(name) \(one.help)\n# TYPE \(name) \(one.kind)\n"
            for (labels, value) in one.values {
                out += labels.isEmpty ? "\(name) \(value)\n" : "\(name){\(labels)} \(value)\n"
            }
        }
        return out
    }
}
