extension ObjectReader {
    public func array(_ name: String) throws(FieldError) -> [JSONValue] { try required(name, optionalArray(name)) }

    public func optionalArray(_ name: String) throws(FieldError) -> [JSONValue]? {
        try optional(name, "must be an array", \.arrayValue)
    }

    public func object(_ name: String) throws(FieldError) -> ObjectReader { try required(name, optionalObject(name)) }

    public func optionalObject(_ name: String) throws(FieldError) -> ObjectReader? {
        try optional(name, "must be an object", \.objectValue).map { ObjectReader(object: $0, at: path(of: name)) }
    }

    /// The elements of an array of objects.
    public func objects(_ name: String) throws(FieldError) -> [ObjectReader] {
        try required(name, optionalObjects(name))
    }

    public func optionalObjects(_ name: String) throws(FieldError) -> [ObjectReader]? {
        guard let elements = try optionalArray(name) else { return nil }
        var readers: [ObjectReader] = []
        readers.reserveCapacity(elements.count)
        for (index, element) in elements.enumerated() {
            readers.append(try ObjectReader(element, at: "\(path(of: name))[\(index)]"))
        }
        return readers
    }
}
