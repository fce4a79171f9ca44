import Foundation
import Model
import Testing

@testable import Report

@Suite struct SchemaTests {

  /// The schema of the current version.
  private static let schema = Result {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    let file = folder.appendingPathComponent(
      "../../Sources/8-Report/Schema/report-\(SizeReport.currentVersion).json")
    return JSONSchema(root: try JSONDecoder().decode(JSONValue.self, from: Data(contentsOf: file)))
  }

  /// Returns the JSON of `report`.
  private func value(of report: SizeReport) throws -> JSONValue {
    try JSONDecoder().decode(JSONValue.self, from: Data(JSONView.bytes(of: report)))
  }

  @Test func reportsKeepTheSchema() throws {
    let schema = try Self.schema.get()
    #expect(try schema.violations(of: value(of: Samples.report)) == [])
    #expect(try schema.violations(of: value(of: SizeReport(Samples.facts))) == [])
  }

  @Test func theSchemaNamesEveryCase() throws {
    let schema = try Self.schema.get().root
    func names(_ path: String...) -> [String]? {
      path.reduce(Optional(schema)) { $0?[$1] }?["enum"]?.elements?.compactMap(\.text)
    }
    #expect(names("$defs", "kind") == ByteMap.Kind.allCases.map(\.rawValue))
    #expect(names("$defs", "part") == ByteMap.Part.allCases.map(\.rawValue))
    #expect(
      names("properties", "roots", "items", "properties", "reason")
        == Root.Reason.allCases.map(\.rawValue))
  }

  @Test(arguments: [
    ("\"bytes\" : 4500", "\"bytes\" : -4500"), ("\"bytes\" : 4500", "\"octets\" : 4500"),
    ("\"bytes\" : 4500", "\"bytes\" : \"4500\""), ("\"version\" : 1", "\"version\" : 2"),
    ("\"kind\" : \"note\"", "\"kind\" : \"notice\""),
    ("ba7816bf", "BA7816BF"), ("\"line\" : 3", "\"line\" : 3.5"),
  ])
  func violationsAreFound(old: String, new: String) throws {
    let text = String(decoding: JSONView.bytes(of: Samples.report), as: UTF8.self)
    let changed = text.replacingOccurrences(of: old, with: new)
    #expect(changed != text)
    let value = try JSONDecoder().decode(JSONValue.self, from: Data(changed.utf8))
    #expect(try Self.schema.get().violations(of: value) != [])
  }
}
