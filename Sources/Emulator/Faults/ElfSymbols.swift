internal import FoundationEssentials

/// Symbols of an ELF file's symbol table: functions without lines.
struct ElfSymbols: SymbolSource {

  /// A function of the table.
  private struct Entry {
    /// The function's first address.
    let address: UInt64
    /// The function's size in bytes.
    let size: UInt64
    /// The function's name.
    let name: String
  }

  /// The functions.
  private let entries: [Entry]

  /// The symbols in `file`, if it is an ELF file with any.
  init?(file: String) {
    guard let data = try? Data(contentsOf: URL(filePath: file), options: .mappedIfSafe) else {
      return nil
    }
    entries = Self.entries(in: ByteReader(data))
    if entries.isEmpty { return nil }
  }

  /// The function at `address`.
  func frames(at address: UInt64) -> [SymbolFrame] {
    entries.first { $0.address <= address && address - $0.address < max($0.size, 1) }
      .map { [SymbolFrame(function: $0.name)] } ?? []
  }

  /// The functions in the symbol table (section type 2) of the file behind `reader`.
  private static func entries(in reader: ByteReader) -> [Entry] {
    guard let table = reader.integer(at: 40, as: UInt64.self).flatMap(Int.init(exactly:)),
      let count = reader.integer(at: 60, as: UInt16.self)
    else { return [] }
    var result: [Entry] = []
    for index in 0..<Int(count) {
      let header = table + index * 64
      guard reader.integer(at: header + 4, as: UInt32.self) == 2,
        let offset = reader.integer(at: header + 24, as: UInt64.self).flatMap(Int.init(exactly:)),
        let size = reader.integer(at: header + 32, as: UInt64.self).flatMap(Int.init(exactly:)),
        let link = reader.integer(at: header + 40, as: UInt32.self),
        let names = reader.integer(at: table + Int(link) * 64 + 24, as: UInt64.self)
          .flatMap(Int.init(exactly:))
      else { continue }
      for symbol in stride(from: offset, to: offset + size, by: 24) {
        if let entry = entry(at: symbol, names: names, in: reader) { result.append(entry) }
      }
    }
    return result
  }

  /// The function that the symbol at `offset` describes, if it is one; `names` is where names start.
  private static func entry(at offset: Int, names: Int, in reader: ByteReader) -> Entry? {
    guard let name = reader.integer(at: offset, as: UInt32.self),
      let info = reader.integer(at: offset + 4, as: UInt8.self), info & 15 == 2,
      let address = reader.integer(at: offset + 8, as: UInt64.self),
      let size = reader.integer(at: offset + 16, as: UInt64.self),
      let text = reader.text(at: names + Int(name))
    else { return nil }
    return Entry(address: address, size: size, name: text)
  }
}
