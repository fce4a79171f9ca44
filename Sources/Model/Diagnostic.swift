/// What the tool has to say about the user's input: an error, a warning or a remark.
public struct Diagnostic: Error, Hashable, Codable, Sendable {

  /// How serious a diagnostic is.
  public enum Level: String, Hashable, Codable, Sendable {
    /// The run cannot give a result.
    case error
    /// The result may not be what the user wants.
    case warning
    /// Something worth knowing.
    case remark
  }

  /// How serious this is.
  public let level: Level
  /// Where the cause stands, if it is known.
  public let site: Site?
  /// What is wrong, in one sentence fragment.
  public let message: String
  /// Further facts, one line each.
  public let notes: [String]
  /// What the user can do about it.
  public let recommendation: String?

  /// A diagnostic with the given parts.
  public init(
    _ level: Level, at site: Site? = nil, _ message: String, notes: [String] = [],
    recommendation: String? = nil
  ) {
    self.level = level
    self.site = site
    self.message = message
    self.notes = notes
    self.recommendation = recommendation
  }

  /// An error with the given parts.
  public static func error(
    at site: Site? = nil, _ message: String, notes: [String] = [], recommendation: String? = nil
  ) -> Diagnostic {
    Diagnostic(.error, at: site, message, notes: notes, recommendation: recommendation)
  }
}

extension Diagnostic: CustomStringConvertible {

  /// The lines that go to standard error, in the manner of a C compiler.
  public var description: String {
    let prefix = site.map { "\($0): " } ?? "specialise: "
    var lines = ["\(prefix)\(level.rawValue): \(message)"]
    lines += notes.map { "  note: \($0)" }
    if let recommendation { lines.append("  recommendation: \(recommendation)") }
    return lines.joined(separator: "\n")
  }
}

/// Several diagnostics that end a stage together.
public struct DiagnosedFailure: Error, Sendable {

  /// The diagnostics, at least one of which is an error.
  public let diagnostics: [Diagnostic]

  /// A failure with `diagnostics`.
  ///
  /// - Requires: one of them is an error.
  public init(_ diagnostics: [Diagnostic]) {
    precondition(
      diagnostics.contains { $0.level == .error }, "a failure needs an error to report")
    self.diagnostics = diagnostics
  }

  /// A failure with the single diagnostic `diagnostic`.
  public init(_ diagnostic: Diagnostic) {
    self.init([diagnostic])
  }
}
