/// A symbol that stays whatever the analysis finds, and why.
public struct Root: Hashable, Codable, Sendable {

  /// The symbol's name.
  public let symbol: String
  /// Why it stays.
  public let reason: Reason
  /// The file that asks for it.
  public let site: Site?

  /// Why a symbol is a root.
  public enum Reason: String, Hashable, Codable, Sendable, CaseIterable {
    /// The boot code's entry point jumps to it.
    case entry
    /// A native object names it.
    case nativeObject
    /// The linker script names it.
    case linkerScript
    /// Module-level assembly names it.
    case moduleAssembly
    /// `llvm.used` or `llvm.compiler.used` lists it.
    case used
    /// The code generator may call it (`memcpy` and the like).
    case runtimeLibrary
    /// It stands in a section whose bounds the program reads.
    case section
    /// The user asked for it.
    case keepRule
  }

  /// The root `symbol`, kept for `reason`, which stands at `site`.
  public init(symbol: String, reason: Reason, site: Site? = nil) {
    self.symbol = symbol
    self.reason = reason
    self.site = site
  }
}

/// Something that the analysis had to assume, and what it cost.
public struct Assumption: Hashable, Codable, Sendable {

  /// What could not be seen, e.g. `inline assembly`.
  public let hazard: String
  /// What was assumed instead.
  public let assumption: String
  /// Where it stands.
  public let site: Site?
  /// The symbol that contains it.
  public let symbol: String
  /// The bytes that it keeps in the image, if they were measured.
  public let bytes: Int?

  /// The assumption with the given parts.
  public init(
    hazard: String, assumption: String, site: Site? = nil, symbol: String, bytes: Int? = nil
  ) {
    self.hazard = hazard
    self.assumption = assumption
    self.site = site
    self.symbol = symbol
    self.bytes = bytes
  }
}
