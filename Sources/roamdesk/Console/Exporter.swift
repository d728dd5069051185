import AdminAPI
import CommandLine
import Desk
import DeskCache
import Glibc
import JSON
import Roaming

/// Writes a list as it is filtered and sorted, whole, to a file of its own in the working directory.
enum Exporter {
    /// Streams the rows from the cache and says in one sentence what was written where.
    static func write(_ request: ExportRequest, from reader: CacheReader, now: Timestamp) throws -> String {
        let format: RowFormat = request.format == .csv ? .csv : .json
        let name = "roamdesk-\(request.kind.plural)-\(FileStamp.of(now)).\(format.rawValue)"
        let path = try ExportDirectory.choose() + "/" + name
        let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw FileError("create", path) }
        defer { close(descriptor) }
        let writer = RowWriter(kind: request.kind, format: format)
        let wanted = Set(request.ids)
        var count = 0
        var buffer = Array(writer.head.utf8)
        try reader.each(request.query, sort: request.sort, now: now) { resource in
            guard wanted.isEmpty || wanted.contains(resource.id), case .object(let row) = resource.json else { return }
            buffer += Array(writer.line(row, isFirst: count == 0).utf8)
            count += 1
            if buffer.count > 1 << 16 {
                try Descriptor.writeAll(buffer, to: descriptor, named: path)
                buffer.removeAll(keepingCapacity: true)
            }
        }
        try Descriptor.writeAll(buffer + Array(writer.tail.utf8), to: descriptor, named: path)
        return "\(count) \(count == 1 ? request.kind.rawValue : request.kind.plural) written to \(path)"
    }

    /// Writes a page of a detail and says where.
    static func write(_ page: PageExport, now: Timestamp) throws -> String {
        let ending = page.format == .text ? "txt" : "json"
        let path = try ExportDirectory.choose() + "/roamdesk-\(page.name)-\(FileStamp.of(now)).\(ending)"
        try PrivateFile.write(Array(page.contents.utf8), to: path)
        return "this page written to \(path)"
    }
}

/// A time as part of a file's name: 20261122T160300Z.
enum FileStamp {
    static func of(_ time: Timestamp) -> String {
        time.rfc3339.prefix { $0 != "." && $0 != "Z" }.filter { $0 != "-" && $0 != ":" } + "Z"
    }
}

/// Where files that the console makes go.
enum ExportDirectory {
    /// The working directory if one may write there, else the user's state directory.
    static func choose() throws(FileError) -> String {
        if access(".", W_OK) == 0, let here = getcwd(nil, 0) {
            defer { free(here) }
            return String(cString: here)
        }
        let directory = XDG(application: "roamdesk").stateDirectory
        try PrivateFile.makeDirectory(directory)
        return directory
    }
}
