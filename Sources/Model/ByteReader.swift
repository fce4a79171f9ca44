/// Little-endian numbers and strings out of bytes, each access checked.
struct ByteReader {

  /// What is read.
  private let bytes: [UInt8]

  /// A reader of `bytes`.
  init(_ bytes: [UInt8]) {
    self.bytes = bytes
  }

  /// The number of bytes.
  var count: Int { bytes.count }

  /// Returns the byte at `offset`.
  func byte(at offset: Int) throws(ElfFile.Flaw) -> UInt8 {
    try number(at: offset)
  }

  /// Returns the two bytes at `offset`.
  func half(at offset: Int) throws(ElfFile.Flaw) -> UInt16 {
    try number(at: offset)
  }

  /// Returns the four bytes at `offset`.
  func word(at offset: Int) throws(ElfFile.Flaw) -> UInt32 {
    try number(at: offset)
  }

  /// Returns the eight bytes at `offset`.
  func long(at offset: Int) throws(ElfFile.Flaw) -> UInt64 {
    try number(at: offset)
  }

  /// Returns the number that stands at `offset`.
  private func number<Number: FixedWidthInteger>(
    at offset: Int
  ) throws(ElfFile.Flaw) -> Number {
    let size = MemoryLayout<Number>.size
    guard offset >= 0, offset <= bytes.count - size else {
      throw ElfFile.Flaw("it ends early: \(bytes.count) bytes, but more are needed")
    }
    return bytes.withUnsafeBytes {
      Number(littleEndian: $0.loadUnaligned(fromByteOffset: offset, as: Number.self))
    }
  }

  /// Returns the `length` bytes from `offset` on.
  func range(at offset: UInt64, length: UInt64) throws(ElfFile.Flaw) -> Range<Int> {
    let (end, overflow) = offset.addingReportingOverflow(length)
    guard !overflow, end <= UInt64(bytes.count) else {
      throw ElfFile.Flaw("it ends early: \(bytes.count) bytes, but a part ends at \(end)")
    }
    return Int(offset)..<Int(end)
  }

  /// Returns where each entry of a table at `offset` starts.
  func table(
    at offset: UInt64, entries: Int, of size: UInt16, atLeast minimum: Int
  ) throws(ElfFile.Flaw) -> [Int] {
    guard Int(size) >= minimum else { throw ElfFile.Flaw("a table has entries of \(size) bytes") }
    let range = try range(at: offset, length: UInt64(entries) * UInt64(size))
    return Array(stride(from: range.lowerBound, to: range.upperBound, by: Int(size)))
  }

  /// Returns the string that starts `offset` bytes into the table of strings `table`.
  func string(at offset: UInt32, in table: Range<Int>) throws(ElfFile.Flaw) -> String {
    let start = table.lowerBound + Int(offset)
    guard start < table.upperBound else {
      if offset == 0 { return "" }
      throw ElfFile.Flaw("a name stands outside of the table of names")
    }
    let end = bytes[start..<table.upperBound].firstIndex(of: 0) ?? table.upperBound
    return String(decoding: bytes[start..<end], as: UTF8.self)
  }
}
