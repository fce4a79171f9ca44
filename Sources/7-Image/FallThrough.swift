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

  /// The functions, in their order: the section, what it is called, and its size in bytes.
  private let functions: [(section: Int, called: String, size: UInt64)]
  /// The name of each section's function.
  private let names: [Int: String]
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
    let starts = object.symbols.filter { $0.kind == .function && $0.value == 0 }
    names = Dictionary(
      starts.compactMap { symbol in symbol.section.map { ($0, symbol.name) } },
      uniquingKeysWith: { first, _ in first })
    functions = names.keys.sorted().map {
      ($0, object.sections[$0].name, object.sections[$0].size)
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
  /// of the sections of `object`.
  func holds(in map: LinkMap, object: String) -> Bool {
    let own = map.sections.filter { $0.file == object }
    let sections = Dictionary(own.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    let starts = map.sections.filter { $0.size > 0 }.sorted { $0.address < $1.address }
    return functions.allSatisfy { section, called, size in
      guard let linked = sections[called], linked.size != size else { return true }
      guard linked.size > 0, let target = jumps[section].flatMap({ names[$0.target] }) else {
        return false
      }
      // Between them nothing stands but what aligns the second, which does nothing. Of equal functions
      // one has the names of all.
      let end = linked.address + linked.size
      let next = starts.first { $0.address >= end }
      return next?.symbols.contains { $0.name == target && $0.address == next?.address } ?? false
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
