/// A function or a variable of the whole program.
public struct Symbol: Hashable, Codable, Sendable {

  /// The index of a symbol in its program.
  public typealias ID = Int32

  /// What a symbol stands for.
  public enum Kind: String, Hashable, Codable, Sendable {
    /// Code.
    case function
    /// Data.
    case variable
  }

  /// The name that the linker sees.
  public let name: String
  /// What the symbol stands for.
  public let kind: Kind
  /// Where the symbol comes from.
  public let origin: Origin

  /// A symbol with the given parts.
  public init(name: String, kind: Kind, origin: Origin) {
    self.name = name
    self.kind = kind
    self.origin = origin
  }
}

/// Where a symbol comes from.
public struct Origin: Hashable, Codable, Sendable {

  /// The component that the symbol belongs to, e.g. `libc/stdio`.
  public let component: String
  /// The source file and, if debug information has it, the line of the definition.
  public let site: Site

  /// The origin `site` in `component`.
  public init(component: String, site: Site) {
    self.component = component
    self.site = site
  }

  /// The component of the program that the user gave.
  public static let application = "application"
  /// The component of what compilers make without a source.
  public static let compiler = "compiler"
}
