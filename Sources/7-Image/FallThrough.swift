import Model

/// The order of functions in which one that ends with a jump to another stands in front of it, so that the
/// linker can drop the jump (lld's `--optimize-bb-jumps`).
///
/// What it computes: chains of functions, by taking each last jump whose target has nothing in front of it
/// yet. Why that is sound: functions may stand in any order, and the linker drops a jump only if its target
/// really follows. What it cannot see: jumps in machine code of others, and those that are not last. Cost:
/// one look at the relocations of each function.
struct FallThrough {

  /// The function that follows, for each that has one, by section.
  private var followers: [Int: Int] = [:]
  /// The functions that follow one.
  private var preceded: Set<Int> = []
  /// The first function of the chain that each last function ends.
  private var heads: [Int: Int] = [:]
  /// The name of each section's function.
  private var names: [Int: String] = [:]

  /// The sort of relocation for calls and jumps (R_X86_64_PLT32), and the one for plain distances
  /// (R_X86_64_PC32).
  private static let distances: Set<UInt32> = [4, 2]
  /// The opcode of a jump with a distance of four bytes.
  private static let jump: UInt8 = 0xe9
  /// The sort of section that holds relocations (SHT_RELA).
  private static let relocations: UInt32 = 4

  /// The chains of the functions of `object`.
  init(of object: ElfFile) throws(ElfFile.Flaw) {
    for symbol in object.symbols where symbol.kind == .function && symbol.value == 0 {
      if let section = symbol.section, names[section] == nil { names[section] = symbol.name }
    }
    for section in object.sections where section.kind == Self.relocations {
      let function = section.info
      guard names[function] != nil, object.sections.indices.contains(function) else { continue }
      guard let target = try Self.lastJump(of: function, section, in: object) else { continue }
      follow(function, by: target)
    }
  }

  /// The names of the functions of all chains, in order.
  var order: [String] {
    var result: [String] = []
    for first in followers.keys.sorted() where !preceded.contains(first) {
      var next: Int? = first
      while let section = next {
        result.append(names[section]!)
        next = followers[section]
      }
    }
    return result
  }

  /// Returns the section whose start the last instruction of section `function` jumps to, if it does;
  /// `relocations` are the section's.
  private static func lastJump(
    of function: Int, _ relocations: ElfFile.Section, in object: ElfFile
  ) throws(ElfFile.Flaw) -> Int? {
    let code = object.bytes[object.sections[function].contents]
    guard code.count >= 5, code[code.endIndex - 5] == jump else { return nil }
    let place = UInt64(code.count - 4)
    guard
      let relocation = try object.relocations(in: relocations).last(where: { $0.offset == place }),
      distances.contains(relocation.kind), relocation.addend == -4,
      object.symbols.indices.contains(relocation.symbol)
    else { return nil }
    let symbol = object.symbols[relocation.symbol]
    return symbol.value == 0 ? symbol.section : nil
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
