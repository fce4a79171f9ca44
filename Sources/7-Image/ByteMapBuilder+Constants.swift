import Model

/// Constants of which the linker keeps one copy each: it gathers them from all inputs into sections
/// of its own, where no symbol names them. Who refers to them tells whose they are.
extension ByteMapBuilder {

  /// Returns the labels of the constants in `section`, if the linker made it of equal constants.
  func constantLayers(of section: LinkMap.InputSection) -> [Layer] {
    guard section.file == LinkMap.internalFile, let output = outputs[section.output],
      let shape = MergedConstants(sectionName: section.name),
      let bytes = twin.bytes(at: section.address, count: Int(section.size))
    else { return [] }
    return shape.entries(in: bytes).map { entry in
      let start = Int(section.address) + entry.lowerBound - bytes.startIndex
      let addresses = start..<start + entry.count
      let owner = users.owner(of: addresses)
      if owner == .nobody, shape.isText, entry.count == shape.unit {
        // The linker aligned the next string.
        let label = ByteMap.Label(
          .padding, part: part(of: output), component: ByteMap.Remainder.padding,
          section: output.name)
        return (addresses, label)
      }
      let label = ByteMap.Label(
        shape.isText ? .string : .constant, part: part(of: output), component: owner.component,
        section: output.name, symbol: shape.name(of: bytes[entry]), site: owner.site)
      return (addresses, label)
    }
  }
}

/// The shape of a section in which a linker keeps one copy of equal constants.
struct MergedConstants {

  /// `true` iff the constants are strings that end with a zero.
  let isText: Bool
  /// The size of a constant, or of a character.
  let unit: Int

  /// The shape that a section's name tells, e.g. `.rodata.str1.1` or `.rodata.cst16`.
  init?(sectionName name: String) {
    let word = name.split(separator: ".").first { $0.hasPrefix("str") || $0.hasPrefix("cst") }
    guard let word, let unit = Int(word.dropFirst(3)), unit > 0 else { return nil }
    isText = word.hasPrefix("str")
    self.unit = unit
  }

  /// Returns the indices of each constant in `bytes`.
  func entries(in bytes: ArraySlice<UInt8>) -> [Range<Int>] {
    var result: [Range<Int>] = []
    var start = bytes.startIndex
    for position in stride(from: bytes.startIndex, to: bytes.endIndex, by: unit) {
      let end = min(position + unit, bytes.endIndex)
      if isText, bytes[position..<end].contains(where: { $0 != 0 }) { continue }
      // Zeros after a string's end are padding before the next one, if that needs alignment.
      result.append(start..<end)
      start = end
    }
    if start < bytes.endIndex { result.append(start..<bytes.endIndex) }
    return result
  }

  /// Returns what a report calls the constant `bytes`: a shortened string, or a number.
  func name(of bytes: ArraySlice<UInt8>) -> String {
    guard isText else {
      return "0x" + bytes.reversed().map { Self.hexadecimal($0) }.joined()
    }
    let limit = 40
    let characters = stride(from: bytes.startIndex, to: bytes.endIndex, by: unit).map { bytes[$0] }
      .dropLast()
    let text = characters.prefix(limit).map(Self.escaped).joined()
    return "\"\(text)\(characters.count > limit ? "…" : "")\""
  }

  /// Returns `byte` as it stands in the source of a string.
  private static func escaped(_ byte: UInt8) -> String {
    switch byte {
    case UInt8(ascii: "\n"): "\\n"
    case UInt8(ascii: "\t"): "\\t"
    case UInt8(ascii: "\""), UInt8(ascii: "\\"): "\\" + String(Unicode.Scalar(byte))
    case 0x20..<0x7f: String(Unicode.Scalar(byte))
    default: "\\x" + hexadecimal(byte)
    }
  }

  /// Returns the two hexadecimal digits of `byte`.
  private static func hexadecimal(_ byte: UInt8) -> String {
    (byte < 16 ? "0" : "") + String(byte, radix: 16)
  }
}
