/// Finding the bytes of a value inside a document, so that they can be kept or passed on unchanged.
///
/// The whole document's grammar is checked on the way. Names that come twice are refused in the objects the path
/// goes through, so that the answer is never one of two.
extension JSON {
    /// The bytes of the value that the path of names leads to, without the white space around it.
    ///
    /// In an array, a path step is an index in decimal.
    /// - Throws: `noSuchMember` when nothing is there.
    public static func range(
        at path: [String], in bytes: [UInt8], limits: JSONLimits = .standard
    ) throws(JSONError) -> Range<Int> {
        try locate(path, in: bytes, limits: limits).whole
    }

    /// The bytes of each element of the array at the path; `[]` is the document itself.
    /// - Throws: `noSuchMember` or `notAnArray` when the path leads nowhere or to something else.
    public static func ranges(
        ofElementsAt path: [String], in bytes: [UInt8], limits: JSONLimits = .standard
    ) throws(JSONError) -> [Range<Int>] {
        let found = try locate(path, in: bytes, limits: limits)
        if let elements = found.elements { return elements }
        throw bytes.withUnsafeBufferPointer { JSONFault(.notAnArray, at: found.whole.lowerBound).located(in: $0) }
    }

    private static func locate(
        _ path: [String], in bytes: [UInt8], limits: JSONLimits
    ) throws(JSONError) -> JSONRangeFinder.Found {
        try bytes.withUnsafeBufferPointer { (buffer) throws(JSONError) -> JSONRangeFinder.Found in
            var finder = JSONRangeFinder(buffer, path: path, limits: limits)
            do throws(JSONFault) {
                return try finder.document()
            } catch {
                throw error.located(in: buffer)
            }
        }
    }
}
