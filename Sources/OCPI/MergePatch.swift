import JSON

/// OCPI's PATCH on an object: the members that came replace the stored ones whole.
///
/// Source: OCPI 2.2.1, transport and format, "PATCH". A PATCH cannot remove a field, so a null is no change. Nested
/// objects and arrays are replaced, not merged: a `total_cost` without `incl_vat` has none afterwards.
public enum MergePatch {
    /// - Throws: when `last_updated` is missing, which every PATCH SHALL carry (2001).
    public static func apply(_ patch: JSONObject, to stored: JSONObject) throws(FieldError) -> JSONObject {
        guard let updated = patch["last_updated"], updated != .null else {
            throw FieldError(field: "last_updated", rule: "is required in a PATCH", value: nil)
        }
        var merged = stored
        for member in patch.members where member.value != .null {
            merged[member.name] = member.value
        }
        return merged
    }
}
