import CommandLine
import JSON

/// What a person has set in `config.json`. Everything may be left out; a member that is unknown is an error, so that
/// a misspelt one is noticed.
struct Configuration {
    var hub: String?
    var tokenFile: String?
    var theme: String?
    var mouse = false
    var ascii = false

    init() {}

    /// Reads `path`; a file that is not there is an empty configuration unless it was asked for by name.
    init(path: String, mustExist: Bool) throws(UsageError) {
        guard mustExist || PrivateFile.exists(path) else {
            self.init()
            return
        }
        do {
            try self.init(bytes: try PrivateFile.read(path, limit: 1 << 20))
        } catch let error as FieldError {
            throw UsageError("\(path): \(error)")
        } catch {
            throw UsageError("\(path): \(error)")
        }
    }

    private static let members = ["hub", "token_file", "theme", "mouse", "ascii"]

    init(bytes: [UInt8]) throws {
        let reader = try ObjectReader(try JSON.parse(bytes))
        for member in reader.object.members where !Configuration.members.contains(member.name) {
            let near = Suggestion.nearest(to: member.name, among: Configuration.members)
            throw reader.fail(member.name, rule: "is no setting\(near.map { "; did you mean \($0)?" } ?? "")")
        }
        hub = try reader.optionalString("hub", max: 2048)
        tokenFile = try reader.optionalString("token_file", max: 4096)
        theme = try reader.optionalString("theme", max: 40)
        mouse = try reader.optionalBool("mouse") ?? false
        ascii = try reader.optionalBool("ascii") ?? false
    }
}
