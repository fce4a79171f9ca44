import Foundation
package import Model

/// A report as JSON: keys in alphabetical order, numbers without rounding, a newline at the end.
///
/// Equal reports give equal bytes.
package enum JSONView {

  /// Returns the JSON of `report`.
  package static func bytes(of report: SizeReport) -> [UInt8] {
    encoded(report)
  }

  /// Returns the JSON of `comparison`.
  package static func bytes(of comparison: Comparison) -> [UInt8] {
    encoded(comparison)
  }

  /// Returns the JSON of `value`.
  private static func encoded(_ value: some Encodable) -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
    do {
      return Array(try encoder.encode(value)) + [UInt8(ascii: "\n")]
    } catch {
      preconditionFailure("plain values can always be written as JSON: \(error)")
    }
  }

  /// What every version of the format has.
  private struct Envelope: Decodable {

    /// The version of the format.
    let version: Int
  }

  /// Returns the report that `bytes` hold, which are the contents of `file`.
  package static func report(
    from bytes: [UInt8], of file: String
  ) throws(Diagnostic) -> SizeReport {
    let data = Data(bytes)
    guard let envelope = try? JSONDecoder().decode(Envelope.self, from: data) else {
      throw .error(
        at: Site(file), "is not a report of specialise",
        recommendation: "give a file that specialise wrote with --report-json")
    }
    guard envelope.version == SizeReport.currentVersion else {
      throw .error(
        at: Site(file), "the report has version \(envelope.version) of the format",
        notes: ["this tool reads version \(SizeReport.currentVersion)"],
        recommendation: "make the report again with this version of specialise")
    }
    let report: SizeReport
    do {
      report = try JSONDecoder().decode(SizeReport.self, from: data)
    } catch {
      throw damaged(file, explanation(of: error))
    }
    if let flaw = report.flaw { throw damaged(file, flaw) }
    return report
  }

  /// Returns what to tell about the report in `file` that cannot be used because of `reason`.
  private static func damaged(_ file: String, _ reason: String) -> Diagnostic {
    .error(
      at: Site(file), "the report is damaged: \(reason)",
      recommendation: "make the report again with --report-json")
  }

  /// Returns what is wrong with a report that cannot be read because of `error`.
  private static func explanation(of error: any Error) -> String {
    guard let error = error as? DecodingError else { return "\(error)" }
    switch error {
    case .keyNotFound(let key, let context):
      return "\(path(context)) lacks '\(key.stringValue)'"
    case .typeMismatch(_, let context), .valueNotFound(_, let context):
      return "\(path(context)) has a value of another type"
    case .dataCorrupted(let context):
      return "\(path(context)): \(context.debugDescription)"
    @unknown default:
      return "\(error)"
    }
  }

  /// Returns the place in a report that `context` tells.
  private static func path(_ context: DecodingError.Context) -> String {
    context.codingPath.reduce("the report") { text, key in
      key.intValue.map { "\(text)[\($0)]" } ?? "\(text).\(key.stringValue)"
    }
  }
}
