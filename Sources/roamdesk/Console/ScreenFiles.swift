import CommandLine
import Desk
import Roaming

/// A screen written to files, as text for a report and as SVG for a document.
enum ScreenFiles {
    /// Answers the files' common path, without their endings.
    static func save(_ frame: Frame, theme: Theme, at time: Timestamp) throws(FileError) -> String {
        let path = try ExportDirectory.choose() + "/roamdesk-screen-\(FileStamp.of(time))"
        try PrivateFile.write(Array(frame.plainText.utf8), to: "\(path).txt")
        try PrivateFile.write(Array(frame.svg(theme: theme).utf8), to: "\(path).svg")
        return path
    }
}
