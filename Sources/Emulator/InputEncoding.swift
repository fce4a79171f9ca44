/// How the bytes of standard input are written to the image's serial port.
///
/// A serial port knows no end, so a byte of its own stands for it: control-D, as it does at a terminal.
/// And as at a terminal, control-V before a byte takes its meaning away, so that any file arrives as
/// it is. An image whose console is a terminal gives both keys these meanings itself; a program in it
/// that reads single keys wants them as they are typed.
package struct InputEncoding: Hashable, Sendable {

  /// What ends the input: control-D.
  static let end: [UInt8] = [0x04]
  /// What takes the meaning of the next byte away: control-V.
  private static let quote: UInt8 = 0x16

  /// `true` iff bytes keep the meaning that they have as keys.
  private let isRaw: Bool

  /// The encoding for data, or for keys if `isRaw`.
  package init(isRaw: Bool) {
    self.isRaw = isRaw
  }

  /// Returns `bytes` as they are written.
  package func encode(_ bytes: [UInt8]) -> [UInt8] {
    let isSpecial = { (byte: UInt8) in byte == Self.end[0] || byte == Self.quote }
    if isRaw || !bytes.contains(where: isSpecial) { return bytes }
    return bytes.flatMap { isSpecial($0) ? [Self.quote, $0] : [$0] }
  }
}
