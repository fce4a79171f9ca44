/// A belief of an analysis that a check in the image guards.
public struct GuardedBelief: Hashable, Codable, Sendable {

  /// The round of analysis that found it.
  public let round: Int
  /// The function that it is about, or the variable.
  public let symbol: String
  /// Where in the source.
  public let site: Site?
  /// What is believed, as a sentence without its stop.
  public let belief: String
  /// Why, as a clause after "because"; empty if the analysis keeps no reason.
  public let reason: String

  /// The belief with the given parts.
  public init(round: Int, symbol: String, site: Site?, belief: String, reason: String) {
    self.round = round
    self.symbol = symbol
    self.site = site
    self.belief = belief
    self.reason = reason
  }

  /// The address that stands for the belief with the number `number` where a pointer should never be
  /// used: nothing is mapped there, so that the fault tells the number.
  public static func marker(for number: Int) -> UInt64 {
    firstMarker + UInt64(number) << markerShift
  }

  /// The number of the belief that an access to `address` contradicts, if there is one.
  public static func number(ofMarkerAt address: UInt64) -> Int? {
    guard address >= firstMarker - 1 << (markerShift - 1), address < lastMarker else { return nil }
    return Int((address + 1 << (markerShift - 1) - firstMarker) >> markerShift)
  }

  /// The first such address, which no memory of an image reaches.
  private static let firstMarker: UInt64 = 0x6b00_0000_0000
  /// Where they end: the last address that a pointer may have.
  private static let lastMarker: UInt64 = 0x7fff_0000_0000
  /// The distance of two markers, as a power of two: accesses at offsets still tell them apart.
  private static let markerShift: UInt64 = 20
}
