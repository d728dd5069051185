import AdminAPI
import HTTPMessage

/// Finds the row of `RouteTable` that a request means. Literal segments win over placeholders.
enum AdminRouter {
    struct Match: Sendable {
        let route: Route
        /// The placeholders' values, decoded, in order.
        let values: [String]
    }

    enum Outcome: Sendable {
        case found(Match)
        case notFound
        /// The methods the path has.
        case notAllowed([String])
    }

    private struct Row: Sendable {
        let route: Route
        let segments: [String]
        let literals: Int
    }

    private static let rows: [Row] = RouteTable.all.map { route in
        let segments = route.path.split(separator: "/").map(String.init)
        return Row(route: route, segments: segments, literals: segments.count { !$0.hasPrefix("{") })
    }.sorted { $0.literals > $1.literals }

    static func find(_ method: HTTPMethod, _ path: [String]) -> Outcome {
        let path = path.last == "" ? Array(path.dropLast()) : path
        let fitting = rows.filter { row in
            row.segments.count == path.count
                && zip(row.segments, path).allSatisfy { $0 == $1 || ($0.hasPrefix("{") && !$1.isEmpty) }
        }
        guard let best = fitting.first?.literals else { return .notFound }
        let same = fitting.filter { $0.literals == best }
        let wanted = method == .HEAD ? "GET" : method.rawValue
        guard let row = same.first(where: { $0.route.method.rawValue.uppercased() == wanted }) else {
            return .notAllowed(Set(same.map { $0.route.method.rawValue.uppercased() }).sorted())
        }
        let values = zip(row.segments, path).filter { $0.0.hasPrefix("{") }.map(\.1)
        return .found(Match(route: row.route, values: values))
    }
}
