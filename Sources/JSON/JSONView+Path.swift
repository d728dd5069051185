extension JSONView {
    /// Where the value stands in the document, `charging_periods[2].dimensions`; empty at the top.
    ///
    /// Found by walking down from the top, so reading keeps no paths and only an error pays for one.
    public var path: String {
        var path = ""
        var place = JSONView(tokens: tokens, bytes: bytes, index: 0)
        while place.index != index, let step = place.step(towards: index) {
            path += step.name.isEmpty || path.isEmpty || step.name.hasPrefix("[") ? step.name : ".\(step.name)"
            place = step.view
        }
        return path
    }

    /// The member or element that the token belongs to, with its name or `[index]`.
    private func step(towards target: Int) -> (name: String, view: JSONView)? {
        for (position, element) in elements.enumerated() where target < Int(element.token.end) {
            return ("[\(position)]", element)
        }
        for (name, value) in members where target < Int(value.token.end) {
            return (printable(name.text, limit: 40), value)
        }
        return nil
    }

    /// An error about this value.
    public func fail(_ rule: String) -> FieldError { FieldError(field: path, rule: rule, found: tree) }

    /// An error about a member of this object that may be missing.
    public func fail(_ name: StaticString, _ rule: String) -> FieldError {
        if let member = member(name) { return member.fail(rule) }
        let path = self.path
        return FieldError(field: path.isEmpty ? "\(name)" : "\(path).\(name)", rule: rule)
    }
}
