import JSON

/// Why a theme's file was not taken: which field, which rule.
public struct ThemeError: Error, Hashable, Sendable, CustomStringConvertible {
    public let field: String
    public let rule: String
    public var description: String { "\(field): \(rule)" }
}

extension Theme {
    /// Reads a theme's file. Every role must be there, so that a theme is never half of another.
    public init(bytes: [UInt8]) throws(ThemeError) {
        let value: JSONValue
        do {
            value = try JSON.parse(bytes)
        } catch {
            throw ThemeError(field: "file", rule: "\(error)")
        }
        try self.init(value)
    }

    public init(_ value: JSONValue) throws(ThemeError) {
        do {
            let reader = try ObjectReader(value)
            name = try reader.string("name", max: 40)
            isDark = try reader.bool("dark")
            let screen = try Theme.entry(try reader.object("screen"))
            guard let fore = screen.foreground, let back = screen.background, let fore16 = screen.foreground16,
                let back16 = screen.background16
            else { throw ThemeError(field: "screen", rule: "needs fg, bg, fg16 and bg16") }
            (foreground, background, foreground16, background16) = (fore, back, fore16, back16)
            selection = try Theme.entry(try reader.object("selection"))
            marked = try Theme.entry(try reader.object("marked"))
            let all = try reader.object("roles")
            var roles: [Tone: Entry] = [:]
            for role in Tone.allCases { roles[role] = try Theme.entry(try all.object(role.name)) }
            self.roles = roles
        } catch let error as ThemeError {
            throw error
        } catch let error as FieldError {
            throw ThemeError(field: error.field, rule: error.rule)
        } catch {
            throw ThemeError(field: "file", rule: "cannot be read")
        }
    }

    private static func entry(_ reader: ObjectReader) throws -> Entry {
        var entry = Entry()
        entry.foreground = try color(reader, "fg")
        entry.background = try color(reader, "bg")
        entry.foreground16 = try index(reader, "fg16")
        entry.background16 = try index(reader, "bg16")
        entry.bold = try reader.optionalBool("bold") ?? false
        for word in try reader.optionalString("mono", max: 60)?.split(separator: " ") ?? [] {
            guard let attribute = Mono(rawValue: String(word)) else {
                throw reader.fail("mono", rule: "bold, dim, underline and reverse, separated by spaces")
            }
            entry.mono.insert(attribute)
        }
        return entry
    }

    private static func color(_ reader: ObjectReader, _ name: String) throws -> RGB? {
        guard let text = try reader.optionalString(name, max: 7) else { return nil }
        guard let color = RGB(text) else { throw reader.fail(name, rule: "a colour is #rrggbb") }
        return color
    }

    private static func index(_ reader: ObjectReader, _ name: String) throws -> UInt8? {
        guard let number = try reader.optionalInt(name) else { return nil }
        guard let index = UInt8(exactly: number), index < 16 else { throw reader.fail(name, rule: "0 to 15") }
        return index
    }

    /// The theme as its file has it; `Theme(bytes:)` reads it back.
    public var json: JSONValue {
        var screen = JSONObject()
        screen["fg"] = .string(foreground.text)
        screen["bg"] = .string(background.text)
        screen["fg16"] = .number(JSONNumber(Int64(foreground16)))
        screen["bg16"] = .number(JSONNumber(Int64(background16)))
        var all = JSONObject()
        for role in Tone.allCases { all[role.name] = Theme.json(roles[role] ?? Entry()) }
        var result = JSONObject()
        result["name"] = .string(name)
        result["dark"] = .bool(isDark)
        result["screen"] = .object(screen)
        result["selection"] = Theme.json(selection)
        result["marked"] = Theme.json(marked)
        result["roles"] = .object(all)
        return .object(result)
    }

    private static func json(_ entry: Entry) -> JSONValue {
        var object = JSONObject()
        if let color = entry.foreground { object["fg"] = .string(color.text) }
        if let color = entry.background { object["bg"] = .string(color.text) }
        if let index = entry.foreground16 { object["fg16"] = .number(JSONNumber(Int64(index))) }
        if let index = entry.background16 { object["bg16"] = .number(JSONNumber(Int64(index))) }
        if entry.bold { object["bold"] = .bool(true) }
        let words = Mono.allCases.filter(entry.mono.contains).map(\.rawValue)
        if !words.isEmpty { object["mono"] = .string(words.joined(separator: " ")) }
        return .object(object)
    }
}
