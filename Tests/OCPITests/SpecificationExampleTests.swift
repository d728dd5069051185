import Foundation
import JSON
import Testing

@testable import OCPI

/// Every JSON example of the specification is taken, where its copy lies beside the project.
///
/// They may not be copied here (CC BY-ND): ROAMDESK_SHARED names the folder they are in, else `shared` beside the
/// project is looked at, and without either there is nothing to test.
struct SpecificationExampleTests {
    private static let folder: URL? = {
        let named = ProcessInfo.processInfo.environment["ROAMDESK_SHARED"].map { URL(fileURLWithPath: $0) }
        let project = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let shared = named ?? project.deletingLastPathComponent().appendingPathComponent("shared")
        let folder = shared.appendingPathComponent("data/ocpi-examples/2.2.1-d2")
        return FileManager.default.fileExists(atPath: folder.path) ? folder : nil
    }()

    private static let files: [String] = {
        guard let folder, let names = try? FileManager.default.contentsOfDirectory(atPath: folder.path) else {
            return []
        }
        return names.filter { $0.hasSuffix(".json") }.sorted()
    }()

    @Test(.enabled(if: !files.isEmpty), arguments: files)
    func `an example of the specification is taken`(file: String) throws {
        let folder = try #require(Self.folder)
        let bytes = [UInt8](try Data(contentsOf: folder.appendingPathComponent(file)))
        if file == "inline_mod_hub_client_info_1.json" {
            // The one example that is not JSON: a comma before the closing brace.
            #expect(throws: JSONError.self) { try JSON.parse(bytes) }
            return
        }
        let value = try JSON.parse(bytes)
        try read(value, file)
    }

    private func read(_ value: JSONValue, _ file: String) throws {
        func reader() throws -> ObjectReader { try ObjectReader(value) }
        if file.contains("_patch_") {
            let patch = try reader().object
            _ = try MergePatch.apply(patch, to: [:])
            return
        }
        switch file {
        case "location_put_example_add_evse.json": _ = try V221.EVSE(reader())
        case "versions_info_example.json":
            guard case .array(let versions) = value else { throw FieldError(field: "", rule: "is a list", value: nil) }
            for version in versions { _ = try V221.Version(ObjectReader(version)) }
        case "type_displaytext_example.json": _ = try V221.DisplayText(reader())
        case "inline_transport_and_format_1.json": _ = try Envelope(parsing: value.serialized())
        default: try readByPrefix(reader, value, file)
        }
    }

    private func readByPrefix(_ reader: () throws -> ObjectReader, _ value: JSONValue, _ file: String) throws {
        func has(_ prefix: String) -> Bool { file.hasPrefix(prefix) }
        if has("cdr_example") { _ = try V221.CDR(reader()) }
        if has("credentials") { _ = try V221.Credentials(reader()) }
        if has("location_example") { _ = try V221.Location(reader()) }
        if has("session_example") { _ = try V221.Session(reader()) }
        if has("tariff") { _ = try V221.Tariff(reader()) }
        if has("token_") { _ = try V221.Token(reader()) }
        if has("version_details") { _ = try V221.VersionDetails(reader()) }
        if has("transport_and_format") { _ = try Envelope(parsing: value.serialized()) }
    }
}
