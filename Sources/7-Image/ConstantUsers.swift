import Model

/// Which functions and variables refer to which merged constants.
///
/// The relocations of the objects say where a reference stands and that it goes to a section of
/// mergeable constants; the linked program holds at that place what the linker made of it.
/// References by other means than an absolute or a relative address are not seen; a constant that
/// only they reach belongs to no component in particular.
struct ConstantUsers {

  /// A reference to a constant.
  private struct Use {

    /// The address that is referred to.
    let target: Int
    /// The component that refers.
    let component: String
    /// Where the referring symbol is defined.
    let site: Site?
  }

  /// The references, by target.
  private let uses: [Use]

  /// The references in those sections of the objects behind `linked` that `map` has.
  init(twin: ElfFile, linked: Linker.Output, map: LinkMap, origins: OriginTable) {
    var uses: [Use] = []
    for (file, sections) in Dictionary(grouping: map.sections, by: \.file) {
      let bytes =
        file == linked.objectName ? linked.object : linked.nativeObjects[file]
      guard let bytes, let object = try? ElfFile(bytes) else { continue }
      uses += Self.uses(in: object, placed: sections, twin: twin, origins: origins)
    }
    self.uses = uses.sorted { ($0.target, $0.component) < ($1.target, $1.component) }
  }

  /// Whose a constant is.
  enum Owner: Hashable {

    /// No reference to the constant was seen.
    case nobody
    /// One component's; if one place of it alone refers to the constant, `site` is that.
    case one(component: String, site: Site?)
    /// That of several components.
    case several

    /// The component that a label names.
    var component: String {
      switch self {
      case .nobody: ByteMap.Remainder.unattributed
      case .one(let component, _): component
      case .several: ByteMap.Remainder.shared
      }
    }

    /// The place that a label names.
    var site: Site? {
      if case .one(_, let site) = self { site } else { nil }
    }
  }

  /// Returns whose the constant at `addresses` is.
  func owner(of addresses: Range<Int>) -> Owner {
    var low = 0
    var high = uses.count
    while low < high {
      let middle = (low + high) / 2
      if uses[middle].target < addresses.lowerBound { low = middle + 1 } else { high = middle }
    }
    let found = uses[low...].prefix { $0.target < addresses.upperBound }
    let components = Set(found.map(\.component))
    guard let component = components.first else { return .nobody }
    guard components.count == 1 else { return .several }
    let sites = Set(found.map(\.site))
    return .one(component: component, site: sites.count == 1 ? sites.first ?? nil : nil)
  }

  /// Returns the references from those sections of `object` that were kept and `placed`.
  private static func uses(
    in object: ElfFile, placed: [LinkMap.InputSection], twin: ElfFile, origins: OriginTable
  ) -> [Use] {
    let places = Dictionary(grouping: placed, by: \.name)
    let named = Dictionary(grouping: object.sections.indices) { object.sections[$0].name }
    return object.sections.flatMap { table -> [Use] in
      guard table.kind == 4, table.info < object.sections.count,
        let relocations = try? object.relocations(in: table)
      else { return [] }
      let name = object.sections[table.info].name
      // Of several sections with one name, it is only known which is which if all were kept.
      guard let candidates = places[name], let order = named[name]?.firstIndex(of: table.info),
        candidates.count == named[name]?.count
      else { return [] }
      let section = candidates[order]
      return relocations.compactMap { relocation in
        target(of: relocation, in: section, of: object, twin: twin).map {
          let symbol = symbol(at: section.address + relocation.offset, in: section)
          let (component, site) = origins.origin(ofSymbol: symbol, in: section.file)
          return Use(target: $0, component: component, site: site)
        }
      }
    }
  }

  /// Returns the symbol in `section` that the reference at `address` belongs to.
  private static func symbol(at address: UInt64, in section: LinkMap.InputSection) -> String {
    OriginTable.symbol(ofSection: section.name)
      ?? section.symbols.last { $0.address <= address }?.name ?? ""
  }

  /// Returns the address that `relocation` in `section` refers to, if a mergeable constant is there.
  private static func target(
    of relocation: ElfFile.Relocation, in section: LinkMap.InputSection, of object: ElfFile,
    twin: ElfFile
  ) -> Int? {
    let symbol = object.symbols[relocation.symbol]
    guard let index = symbol.section, object.sections[index].isMergeable else { return nil }
    let place = section.address &+ relocation.offset
    let isRelative = relocation.kind == 2 || relocation.kind == 4
    let isAbsolute = [1, 10, 11].contains(relocation.kind)
    guard isRelative || isAbsolute,
      let bytes = twin.bytes(at: place, count: relocation.kind == 1 ? 8 : 4)
    else { return nil }
    var value = bytes.reversed().reduce(0 as Int64) { $0 << 8 | Int64($1) }
    if isRelative { value = Int64(Int32(truncatingIfNeeded: value)) &+ Int64(bitPattern: place) }
    // The addend of a named constant is a distance from it; that of a section selects the constant,
    // but for the 4 bytes between a relative address and the end of its instruction.
    if symbol.kind != .section {
      value &-= relocation.addend
    } else if isRelative {
      value &+= 4
    }
    return Int(value)
  }
}

extension ElfFile {

  /// Returns the `count` bytes at `address` of the loaded program, if the file holds them.
  func bytes(at address: UInt64, count: Int) -> ArraySlice<UInt8>? {
    for segment in segments where segment.kind == Segment.load && address >= segment.address {
      let distance = address - segment.address
      guard distance <= UInt64(segment.contents.count) else { continue }
      let start = segment.contents.lowerBound + Int(distance)
      guard count >= 0, segment.contents.upperBound - start >= count else { continue }
      return bytes[start..<start + count]
    }
    return nil
  }
}
