/// What the linker put where: its map file, as values.
///
/// A line of the map is an address, an address again, a size, an alignment and a text. The text of
/// an output section is not indented, that of an input section by 8 blanks, that of a symbol by 16.
/// An assignment of the linker script may stand on the first two levels.
struct LinkMap {

  /// A part of an output section that comes from one section of one file.
  struct InputSection {

    /// The address of the first byte.
    let address: UInt64
    /// The number of bytes.
    let size: UInt64
    /// The name of the output section.
    let output: String
    /// The file, or `internalFile` for what the linker made itself.
    let file: String
    /// The name of the section in its file.
    let name: String
    /// The symbols that the section defines, by address.
    var symbols: [Symbol] = []
  }

  /// A symbol in an input section.
  struct Symbol {

    /// The address.
    let address: UInt64
    /// The number of bytes, or 0 if the file does not tell.
    let size: UInt64
    /// The name.
    let name: String
  }

  /// What the map calls the linker itself where it names a file.
  static let internalFile = "<internal>"

  /// The input sections that were kept, in the order of the map.
  private(set) var sections: [InputSection] = []

  /// The map that `text` holds.
  init(_ text: [UInt8]) throws(ImageFailure) {
    let lines = text.split(separator: UInt8(ascii: "\n"))
    guard let heading = lines.first,
      String(decoding: heading, as: UTF8.self).split(separator: " ").first == "VMA"
    else { throw .unusable(reason: "the linker's map has no heading") }
    var output = ""
    for line in lines.dropFirst() {
      guard let entry = Entry(line) else {
        throw .unusable(
          reason: "the linker's map has the line '\(String(decoding: line, as: UTF8.self))'")
      }
      switch entry.indentation {
      case 0: if !entry.text.contains("=") { output = entry.text }
      case 8: if let section = Self.section(entry, in: output) { sections.append(section) }
      default:
        guard !sections.isEmpty else { continue }
        let symbol = Symbol(address: entry.address, size: entry.size, name: entry.text)
        sections[sections.count - 1].symbols.append(symbol)
      }
    }
    // The names of the symbols come last; a full disk may have cut the map without an error.
    guard output == ".strtab", text.last == UInt8(ascii: "\n") else {
      throw .unusable(reason: "the linker's map is cut off")
    }
  }

  /// Returns the map of those output sections whose names `isKept` accepts.
  func keepingSections(_ isKept: (String) -> Bool) -> LinkMap {
    var result = self
    result.sections.removeAll { !isKept($0.output) }
    return result
  }

  /// Returns the input section that `entry` tells of, or `nil` if it tells of an assignment.
  private static func section(_ entry: Entry, in output: String) -> InputSection? {
    guard entry.text.hasSuffix(")"), let mark = entry.text.ranges(of: ":(").last else { return nil }
    return InputSection(
      address: entry.address, size: entry.size, output: output,
      file: String(entry.text[..<mark.lowerBound]),
      name: String(entry.text[mark.upperBound...].dropLast()))
  }

  /// A line of the map.
  private struct Entry {

    /// The address in the first column.
    let address: UInt64
    /// The size in the third column.
    let size: UInt64
    /// The number of blanks before `text`.
    let indentation: Int
    /// What stands after the columns.
    let text: String

    /// The entry that `line` holds, or `nil` if it is none.
    init?(_ line: ArraySlice<UInt8>) {
      let blank = UInt8(ascii: " ")
      var rest = line
      var columns: [UInt64] = []
      for radix in [16, 16, 16, 10] as [UInt64] {
        rest = rest.drop { $0 == blank }
        var value: UInt64 = 0
        let digits = rest.prefix { $0 != blank }
        guard !digits.isEmpty else { return nil }
        for digit in digits {
          guard let worth = Character(Unicode.Scalar(digit)).hexDigitValue, worth < radix
          else { return nil }
          value = value &* radix &+ UInt64(worth)
        }
        columns.append(value)
        rest = rest.dropFirst(digits.count)
      }
      rest = rest.dropFirst()
      let label = rest.drop { $0 == blank }
      address = columns[0]
      size = columns[2]
      indentation = rest.count - label.count
      text = String(decoding: label, as: UTF8.self)
    }
  }
}
