extension ElfFile {

  /// Returns the program headers.
  static func segments(in reader: ByteReader) throws(Flaw) -> [Segment] {
    let count = Int(try reader.half(at: 56))
    guard count > 0 else { return [] }
    let table = try reader.table(
      at: try reader.long(at: 32), entries: count, of: try reader.half(at: 54), atLeast: 56)
    var result: [Segment] = []
    for entry in table {
      let kind = try reader.word(at: entry)
      let contents = try reader.range(
        at: try reader.long(at: entry + 8), length: try reader.long(at: entry + 32))
      let segment = Segment(
        kind: kind, flags: try reader.word(at: entry + 4), contents: contents,
        address: try reader.long(at: entry + 16), physicalAddress: try reader.long(at: entry + 24),
        memorySize: try reader.long(at: entry + 40))
      if kind == Segment.load, segment.memorySize < UInt64(contents.count) {
        throw Flaw("a segment is larger in the file than in memory")
      }
      if segment.address.addingReportingOverflow(segment.memorySize).overflow {
        throw Flaw("a segment reaches beyond the last address")
      }
      result.append(segment)
    }
    return result
  }

  /// Returns the section headers with their names.
  static func sections(in reader: ByteReader) throws(Flaw) -> [Section] {
    let start = try reader.long(at: 40)
    guard start > 0 else { return [] }
    let size = try reader.half(at: 58)
    // Counts that do not fit into the header stand in the first section.
    let first = try reader.table(at: start, entries: 1, of: size, atLeast: 64)[0]
    var count = UInt64(try reader.half(at: 60))
    if count == 0 { count = try reader.long(at: first + 32) }
    var nameIndex = Int(try reader.half(at: 62))
    if nameIndex == 0xffff { nameIndex = Int(try reader.word(at: first + 40)) }
    guard let entries = Int(exactly: count), entries <= reader.count else {
      throw Flaw("it claims \(count) sections")
    }
    let table = try reader.table(at: start, entries: entries, of: size, atLeast: 64)
    guard nameIndex < table.count else { throw Flaw("the section of section names is missing") }
    let names = try contents(ofSectionAt: table[nameIndex], in: reader)
    var result: [Section] = []
    result.reserveCapacity(table.count)
    for entry in table {
      let contents = try contents(ofSectionAt: entry, in: reader)
      let section = Section(
        name: try reader.string(at: try reader.word(at: entry), in: names),
        kind: try reader.word(at: entry + 4), flags: try reader.long(at: entry + 8),
        address: try reader.long(at: entry + 16), contents: contents,
        size: try reader.long(at: entry + 32), link: Int(try reader.word(at: entry + 40)),
        info: Int(try reader.word(at: entry + 44)), entrySize: try reader.long(at: entry + 56))
      if section.address.addingReportingOverflow(section.size).overflow {
        throw Flaw("the section \(section.name) reaches beyond the last address")
      }
      result.append(section)
    }
    return result
  }

  /// Returns where the contents of the section stand whose header starts at `entry`.
  private static func contents(
    ofSectionAt entry: Int, in reader: ByteReader
  ) throws(Flaw) -> Range<Int> {
    let kind = try reader.word(at: entry + 4)
    guard kind != 0, kind != Section.noBits else { return 0..<0 }
    return try reader.range(
      at: try reader.long(at: entry + 24), length: try reader.long(at: entry + 32))
  }

  /// Returns the symbols of the symbol table, if there is one.
  static func symbols(in reader: ByteReader, sections: [Section]) throws(Flaw) -> [Symbol] {
    guard let tableIndex = sections.firstIndex(where: { $0.kind == 2 }) else { return [] }
    let table = sections[tableIndex]
    guard table.link < sections.count else { throw Flaw("the symbols have no names") }
    let names = sections[table.link].contents
    // Indices of sections that do not fit into a symbol stand in a table of their own.
    let wide = sections.first { $0.kind == 18 && $0.link == tableIndex }?.contents
    var result: [Symbol] = []
    result.reserveCapacity(table.contents.count / 24)
    for (index, entry) in stride(
      from: table.contents.lowerBound, through: table.contents.upperBound - 24, by: 24
    ).enumerated() {
      let information = try reader.byte(at: entry + 4)
      var section = UInt32(try reader.half(at: entry + 6))
      if section == 0xffff, let wide {
        guard index < wide.count / 4 else { throw Flaw("a symbol's section is missing") }
        section = try reader.word(at: wide.lowerBound + 4 * index)
      } else if section >= 0xff00 {
        section = 0
      }
      guard section < sections.count || section == 0 else {
        throw Flaw("a symbol stands in a section that does not exist")
      }
      result.append(
        Symbol(
          name: try reader.string(at: try reader.word(at: entry), in: names),
          kind: Symbol.Kind(rawValue: information & 0xf) ?? .other, isGlobal: information >> 4 != 0,
          section: section == 0 ? nil : Int(section), value: try reader.long(at: entry + 8),
          size: try reader.long(at: entry + 16)))
    }
    return result
  }

  /// Returns the relocations that `section` holds, none if it is no table of relocations.
  ///
  /// The symbol of each is one of `symbols`.
  public func relocations(in section: Section) throws(Flaw) -> [Relocation] {
    guard section.kind == 4 else { return [] }
    let reader = ByteReader(bytes)
    var result: [Relocation] = []
    for entry in stride(
      from: section.contents.lowerBound, through: section.contents.upperBound - 24, by: 24)
    {
      let information = try reader.long(at: entry + 8)
      guard Int(information >> 32) < symbols.count else {
        throw Flaw("a relocation in \(section.name) uses a symbol that does not exist")
      }
      result.append(
        Relocation(
          offset: try reader.long(at: entry), kind: UInt32(truncatingIfNeeded: information),
          symbol: Int(information >> 32),
          addend: Int64(bitPattern: try reader.long(at: entry + 16))))
    }
    return result
  }
}
