internal import FoundationEssentials

/// What the symbol file tells about an image besides symbols: why functions were removed that
/// something still refers to, and what guards believe.
///
/// It stands as JSON in a section of the symbol file, and costs the image nothing.
public struct ImageNotes: Hashable, Codable, Sendable {

  /// The section's name.
  public static let section = ".specialise.notes"

  /// The version of the form.
  private let version: Int
  /// Why functions were removed, by their names.
  public let reasons: [String: String]
  /// What guards believe, in the order of their numbers.
  public let guards: [GuardedBelief]

  /// Notes with `reasons` and `guards`.
  public init(reasons: [String: String] = [:], guards: [GuardedBelief] = []) {
    version = 1
    self.reasons = reasons
    self.guards = guards
  }

  /// The notes that `bytes` hold, if they do.
  public init?(bytes: some Sequence<UInt8>) {
    guard let notes = try? JSONDecoder().decode(Self.self, from: Data(bytes)), notes.version == 1
    else { return nil }
    self = notes
  }

  /// The notes in the symbol file `file`; none if it has none, or cannot be read.
  public init(symbolFile file: ElfFile?) {
    let section = file?.sections.first { $0.name == Self.section }
    self =
      file.flatMap { file in
        section.flatMap { ImageNotes(bytes: file.bytes[$0.contents]) }
      } ?? ImageNotes()
  }

  /// `true` iff there is nothing to tell.
  public var isEmpty: Bool { reasons.isEmpty && guards.isEmpty }

  /// The notes as JSON.
  public var bytes: [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    guard let data = try? encoder.encode(self) else { preconditionFailure("notes are plain") }
    return Array(data)
  }
}
