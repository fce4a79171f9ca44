import Model

/// The order of functions in which one that ends with a jump to another stands in front of it, so that the
/// linker can drop the jump (lld's `--optimize-bb-jumps`).
///
/// What it computes: chains of functions, by taking each last jump whose target has nothing in front of it
/// yet. Why that is sound: functions may stand in any order, and the linker drops a jump whose target
/// follows. But it takes each section for one block of code, so that it also turns a condition round where
/// the jump before the last one leads to what follows, and others may come to the last one; and a function
/// that is only a jump would have the address of another. What may not follow what is therefore kept apart,
/// and `holds` looks at the result, for the linker also makes one function of equal ones. What it cannot
/// see: machine code of others, which has no such jumps. Cost: one look at the relocations of each function.
struct FallThrough {

  /// A jump with which a function ends.
  private struct LastJump {
    /// The section of the function that it leads to.
    let target: Int
    /// The section that the jump before it leads to, if there is one that depends on a condition.
    let condition: Int?
  }

  /// The functions' sections, in their order, with names and sizes in bytes.
  private var functions: [(section: Int, name: String, size: Int)] = []
  /// The name of each section's function.
  private var names: [Int: String] = [:]
  /// How functions end.
  private var jumps: [Int: LastJump] = [:]
  /// The function that follows, for each that has one, by section.
  private var followers: [Int: Int] = [:]
  /// The functions that follow one.
  private var preceded: Set<Int> = []
  /// The first function of the chain that each last function ends.
  private var heads: [Int: Int] = [:]

  /// The sort of relocation for calls and jumps (R_X86_64_PLT32), and the one for plain distances
  /// (R_X86_64_PC32).
  private static let distances: Set<UInt32> = [4, 2]
  /// The opcode of a jump with a distance of four bytes, and how long it is.
  private static let jump: (opcode: UInt8, size: Int) = (0xe9, 5)
  /// The sort of section that holds relocations (SHT_RELA).
  private static let relocations: UInt32 = 4

  /// The chains of the functions of `object`.
  init(of object: ElfFile) throws(ElfFile.Flaw) {
    for symbol in object.symbols where symbol.kind == .function && symbol.value == 0 {
      guard let section = symbol.section, names[section] == nil else { continue }
      names[section] = symbol.name
    }
    for section in names.keys.sorted() {
      functions.append((section, names[section]!, Int(object.sections[section].size)))
    }
    for table in object.sections where table.kind == Self.relocations && names[table.info] != nil {
      jumps[table.info] = try Self.lastJump(of: table.info, table, in: object)
    }
    for function in functions where function.size > Self.jump.size {
      if let jump = jumps[function.section] { follow(function.section, by: jump.target) }
    }
  }

  /// The names of all functions, in order.
  var order: [String] {
    var result: [Int] = []
    var waiting: [[Int]] = []
    for function in functions where !preceded.contains(function.section) {
      waiting.append(chain(from: function.section))
      waiting.removeAll { chain in
        if let last = result.last, mustPart(last, chain[0]) { return false }
        result += chain
        return true
      }
    }
    return (result + waiting.joined()).compactMap { names[$0] }
  }

  /// `true` iff in what was linked only such jumps are gone as lead to what follows: `map` says what became
  /// of the sections of `object`, and `addresses` where functions are.
  func holds(in map: LinkMap, object: String, _ addresses: [String: Set<UInt64>]) -> Bool {
    let prefix = ".text."
    var sizes: [Substring: LinkMap.InputSection] = [:]
    for section in map.sections where section.file == object && section.name.hasPrefix(prefix) {
      sizes[section.name.dropFirst(prefix.count)] = section
    }
    let starts = map.sections.filter { $0.size > 0 }.map(\.address).sorted()
    return functions.allSatisfy { section, name, size in
      guard let linked = sizes[name[...]], linked.size != size else { return true }
      guard linked.size > 0, let target = jumps[section].flatMap({ names[$0.target] }) else {
        return false
      }
      // Between them nothing stands but what aligns the second, which does nothing.
      let end = linked.address + linked.size
      guard let next = starts.first(where: { $0 >= end }) else { return false }
      return addresses[target]?.contains(next) ?? false
    }
  }

  /// `true` iff `second` must not stand right behind `first`.
  private func mustPart(_ first: Int, _ second: Int) -> Bool {
    guard let jump = jumps[first] else { return false }
    // Those that are long enough stand in front of their targets already, if these were free.
    return jump.target == second || jump.condition == second
  }

  /// The functions of the chain that begins with `first`.
  private func chain(from first: Int) -> [Int] {
    var result: [Int] = []
    var next: Int? = first
    while let section = next {
      result.append(section)
      next = followers[section]
    }
    return result
  }

  /// Returns the jump with which section `function` ends, if it does; `table` are its relocations.
  private static func lastJump(
    of function: Int, _ table: ElfFile.Section, in object: ElfFile
  ) throws(ElfFile.Flaw) -> LastJump? {
    let code = object.bytes[object.sections[function].contents]
    guard code.count >= jump.size, code[code.endIndex - jump.size] == jump.opcode else {
      return nil
    }
    let relocations = try object.relocations(in: table)
    /// The section to whose start the four bytes at `place` lead.
    func target(at place: Int) -> Int? {
      guard
        let place = UInt64(exactly: place),
        let relocation = relocations.last(where: { $0.offset == place }),
        distances.contains(relocation.kind), relocation.addend == -4
      else { return nil }
      let symbol = object.symbols[relocation.symbol]
      return symbol.value == 0 ? symbol.section : nil
    }
    guard let last = target(at: code.count - 4) else { return nil }
    return LastJump(target: last, condition: target(at: code.count - jump.size - 4))
  }

  /// Lets `target` follow `function`, unless something else does, or that would be a circle.
  private mutating func follow(_ function: Int, by target: Int) {
    guard names[target] != nil, function != target, !preceded.contains(target) else { return }
    let head = heads[function] ?? function
    guard head != target else { return }
    followers[function] = target
    preceded.insert(target)
    var last = target
    while let next = followers[last] { last = next }
    heads[last] = head
  }
}
