/// What a stage did to a symbol, and why.
public struct Decision: Hashable, Codable, Sendable {

  /// What was done.
  public enum Verdict: String, Hashable, Codable, Sendable {
    /// The symbol is gone.
    case removed
    /// The symbol's body is a trap.
    case hollowed
    /// A slot of the symbol holds null instead of what it held.
    case cleared
    /// Calls or loads in the symbol were replaced by what they always yield.
    case folded
    /// The symbol stays.
    case kept
    /// The stage made the symbol.
    case added
  }

  /// The symbol's name.
  public let symbol: String
  /// The component that the symbol belonged to.
  public let component: String
  /// The stage that decided.
  public let stage: String
  /// The round in which it did, if the stage is repeated.
  public let round: Int?
  /// What was done.
  public let verdict: Verdict
  /// Why, in one sentence fragment.
  public let reason: String

  /// The decision with the given parts.
  public init(
    symbol: String, component: String, stage: String, round: Int? = nil, verdict: Verdict,
    reason: String
  ) {
    self.symbol = symbol
    self.component = component
    self.stage = stage
    self.round = round
    self.verdict = verdict
    self.reason = reason
  }
}
