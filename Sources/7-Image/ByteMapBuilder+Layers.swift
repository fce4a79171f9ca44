import Model

extension ByteMapBuilder {

  /// A label for some addresses.
  typealias Layer = (addresses: Range<Int>, label: ByteMap.Label)

  /// The sort of section that holds notes.
  private static let noteKind: UInt32 = 7

  /// Returns all labels, what tells most first.
  func layers() -> [Layer] {
    linkMap.sections.flatMap { symbolLayers(of: $0) }
      + linkMap.sections.flatMap { constantLayers(of: $0) }
      + linkMap.sections.compactMap { sectionLayer(of: $0) }
      + outputs.values.sorted { $0.address < $1.address }.map { remainderLayer(of: $0) }
      + gapLayers()
  }

  /// Returns the labels of the symbols in `section`.
  ///
  /// A symbol without a size reaches to the next symbol. Symbols at one address share their bytes.
  private func symbolLayers(of section: LinkMap.InputSection) -> [Layer] {
    guard section.size > 0, let output = outputs[section.output], output.kind != Self.noteKind
    else { return [] }
    let end = section.address + section.size
    let named = section.symbols.filter { !$0.name.hasPrefix(".L") && $0.name != "" }
    let groups = Dictionary(grouping: named) { absolute($0.address, in: output) }
      .filter { section.address..<end ~= $0.key }
      .sorted { $0.key < $1.key }
    return groups.indices.map { index in
      let (address, symbols) = groups[index]
      let next = index + 1 < groups.count ? groups[index + 1].key : end
      let size = symbols.map(\.size).max() ?? 0
      let limit = size > 0 ? min(end, address + min(size, section.size)) : next
      let names = Self.ranked(symbols.map(\.name), of: section, known: origins)
      let (component, site) = origins.origin(ofSymbol: names[0], in: section.file)
      let label = ByteMap.Label(
        output.isExecutable ? .function : .variable, part: part(of: output), component: component,
        section: output.name, symbol: names[0], aliases: Array(names.dropFirst()), site: site)
      return (Int(address)..<Int(limit), label)
    }
  }

  /// Returns the address that the map gives as `address` for a symbol in `output`.
  ///
  /// For thread-local symbols it gives the distance from the start of their segment.
  private func absolute(_ address: UInt64, in output: ElfFile.Section) -> UInt64 {
    guard output.isThreadLocal,
      let segment = twin.segments.first(where: { $0.kind == ElfFile.Segment.threadLocal })
    else { return address }
    return address &+ segment.address
  }

  /// Returns `names` without repetitions: first the one that `section` was made for, then those with
  /// a known origin, then by the alphabet.
  private static func ranked(
    _ names: [String], of section: LinkMap.InputSection, known origins: OriginTable
  ) -> [String] {
    let owner = OriginTable.symbol(ofSection: section.name)
    func rank(_ name: String) -> Int {
      name == owner ? 0 : origins.origin(ofSymbol: name) != nil ? 1 : 2
    }
    return Set(names).sorted { (rank($0), $0) < (rank($1), $1) }
  }

  /// Returns the label of the bytes of `section` that no symbol names.
  private func sectionLayer(of section: LinkMap.InputSection) -> Layer? {
    guard section.size > 0, let output = outputs[section.output] else { return nil }
    return (addresses(of: section), label(of: section, in: output))
  }

  /// Returns what `section` stands for as a whole.
  private func label(
    of section: LinkMap.InputSection, in output: ElfFile.Section
  ) -> ByteMap.Label {
    let part = part(of: output)
    if output.kind == Self.noteKind {
      return ByteMap.Label(
        .note, part: .headers, component: ByteMap.Remainder.headers, section: output.name)
    }
    if let origin = origins.origin(ofFile: section.file) {
      return ByteMap.Label(
        .native, part: part, component: origin.component, section: output.name, site: origin.site)
    }
    guard section.file != LinkMap.internalFile,
      let name = OriginTable.symbol(ofSection: section.name)
    else {
      return ByteMap.Label(
        output.isExecutable ? .native : .constant, part: part, component: Origin.compiler,
        section: output.name)
    }
    let (component, site) = origins.origin(ofSymbol: name, in: section.file)
    let kind: ByteMap.Kind =
      output.isExecutable ? .function : functions.contains(name) ? .jumpTable : .variable
    return ByteMap.Label(
      kind, part: part, component: component, section: output.name, symbol: name, site: site)
  }

  /// Returns the label of what no input occupies in `output`: padding, or all of it if the linker
  /// script itself made it.
  private func remainderLayer(of output: ElfFile.Section) -> Layer {
    let isMadeByScript = !linkMap.sections.contains { $0.output == output.name }
    let label = ByteMap.Label(
      isMadeByScript ? .reserved : .padding, part: part(of: output),
      component: isMadeByScript ? ByteMap.Remainder.layout : ByteMap.Remainder.padding,
      section: output.name)
    return (Int(output.address)..<Int(output.address + output.size), label)
  }

  /// Returns the labels of what lies between two output sections of one segment.
  private func gapLayers() -> [Layer] {
    let sorted = outputs.values.sorted { $0.address < $1.address }
    return zip(sorted, sorted.dropFirst()).compactMap { before, after in
      let end = before.address + before.size
      guard end < after.address else { return nil }
      let label = ByteMap.Label(
        .padding, part: part(of: before), component: ByteMap.Remainder.padding)
      return (Int(end)..<Int(after.address), label)
    }
  }

  /// Returns the addresses of `section`.
  func addresses(of section: LinkMap.InputSection) -> Range<Int> {
    Int(section.address)..<Int(section.address + section.size)
  }

  /// Returns the part of the file that `output` belongs to.
  func part(of output: ElfFile.Section) -> ByteMap.Part {
    if output.kind == Self.noteKind { return .headers }
    return output.isExecutable ? .text : output.isWritable ? .data : .rodata
  }
}
