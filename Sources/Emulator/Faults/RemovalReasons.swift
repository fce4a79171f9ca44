internal import FoundationEssentials

/// Why functions were removed that something in the image still refers to.
///
/// The file is JSON: `{"version": 1, "reasons": {"FUNCTION": "SENTENCE FRAGMENT"}}`.
package struct RemovalReasons: Hashable, Codable, Sendable {

  /// The version of the file's form.
  private let version: Int
  /// The reasons by function.
  private let reasons: [String: String]

  /// The reasons `reasons`, by function.
  package init(_ reasons: [String: String]) {
    version = 1
    self.reasons = reasons
  }

  /// The reasons in `file`; none if it cannot be read.
  package init(file: String) {
    let data = try? Data(contentsOf: URL(filePath: file))
    let decoded = data.flatMap { try? JSONDecoder().decode(RemovalReasons.self, from: $0) }
    self = decoded ?? RemovalReasons([:])
  }

  /// Why `function` was removed, if it was.
  package func reason(for function: String) -> String? { reasons[function] }
}
