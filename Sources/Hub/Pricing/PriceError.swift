import JSON
import OCPI
import Roaming

/// Why a request for a price has no price.
struct PriceError: Error, Hashable, Sendable {
    /// For programs: `not_json`, `bad_value`, `unknown_version`, `unknown_time_zone`, `unknown_policy`, `line_too_long`, or
    /// a `RatingObstacle`'s code.
    let code: String
    let message: String
    /// The path of what was refused, where it is one field.
    var field: String?

    init(_ code: String, _ message: String, field: String? = nil) {
        self.code = code
        self.message = message
        self.field = field
    }

    init(_ error: JSONError) {
        self.init("not_json", "\(error)")
    }

    init(_ error: FieldError) {
        self.init("bad_value", error.description, field: error.field.isEmpty ? nil : error.field)
    }

    init(_ obstacle: RatingObstacle) {
        self.init(obstacle.code, obstacle.description)
    }
}
