/// What inline assembly does that consists of nothing but known instructions on its operands.
///
/// What it computes: of a template in AT&T syntax, which memory operands it reads and writes, with what,
/// and whether its one result is what stood there. Why that is sound: each instruction must be one whose
/// effect is known, and name nothing but operands of the template and immediate values; anything else
/// makes the whole unknown. What it cannot see: what the flags tell. Cost: one look at the text.
struct AtomicAssembly: Hashable {

  /// An access to memory.
  struct Access: Hashable {
    /// The constraint that stands for the address.
    let address: Int
    /// The constraint of what may be written, if it is written as it is.
    let written: Int?
  }

  /// The access, if there is one.
  private(set) var access: Access?
  /// `true` iff the result is what stood in memory.
  private(set) var givesOld = false
  /// `true` iff the result is a number of bits, or computed of one.
  private var isCount = false

  /// Instructions that put a register in the place of what is in memory (Intel SDM, volume 2).
  private static let exchanges: Set<String> = ["cmpxchg", "xchg", "mov"]
  /// Instructions that compute with what they replace.
  private static let computations: Set<String> = [
    "xadd", "add", "sub", "and", "or", "xor", "inc", "dec", "not", "neg",
  ]
  /// Instructions that make a number of registers.
  private static let counts: Set<String> = ["bsf", "bsr", "popcnt", "lzcnt", "tzcnt", "rdrand"]
  /// Instructions without operands that change nothing.
  private static let pauses: Set<String> = ["pause", "nop", "mfence", "lfence", "sfence"]

  /// What `text` does with operands of `constraints`; `nil` if that is not known, or if it does nothing.
  init?(_ text: String, constraints: [Substring]) {
    var isEmpty = true
    for statement in text.split(whereSeparator: { ";\n".contains($0) }) {
      var words = statement.split { $0 == " " || $0 == "\t" }
      if words.first == "lock" { words.removeFirst() }
      guard let first = words.first else { continue }
      isEmpty = false
      let rest = words.dropFirst().joined()
      if Self.pauses.contains(String(first)), rest.isEmpty { continue }
      // The usual barrier: what is on top of the stack stays as it is.
      if first.hasPrefix("or"), rest == "$$0,(%rsp)" || rest == "$$0,0(%rsp)" { continue }
      guard add(String(first), rest.split(separator: ","), constraints) else { return nil }
    }
    if isEmpty { return nil }
  }

  /// Adds the instruction `mnemonic` with `operands`; `false` if its effect is not known.
  private mutating func add(
    _ mnemonic: String, _ operands: [Substring], _ constraints: [Substring]
  ) -> Bool {
    guard let name = Self.name(of: mnemonic) else { return false }
    var places: [Int?] = []
    for operand in operands {
      if operand.hasPrefix("$$") {
        places.append(nil)
      } else if let place = Self.place(operand), place < constraints.count {
        places.append(place)
      } else {
        return false
      }
    }
    let inMemory = places.compactMap { $0 }.filter { constraints[$0].contains("*") }
    guard let address = inMemory.first else {
      if Self.counts.contains(name) {
        isCount = true
        return access == nil
      }
      // What is counted may be computed with, but not what may be a pointer.
      return isCount && Self.computations.contains(name) && places.first == .some(nil)
    }
    let isSwap = name == "xchg"
    guard inMemory.count == 1, !isCount, !Self.counts.contains(name) else { return false }
    guard access == nil, isSwap || places.last == address else { return false }
    givesOld = isSwap || name == "cmpxchg" || name == "xadd"
    let source = places.compactMap { $0 }.first { $0 != address }
    access = Access(
      address: address,
      written: Self.exchanges.contains(name) ? source.map { Self.input($0, constraints) } : nil)
    return true
  }

  /// The instruction that `mnemonic` names, without the letter for its size.
  private static func name(of mnemonic: String) -> String? {
    let known = exchanges.union(computations).union(counts)
    if known.contains(mnemonic) { return mnemonic }
    guard let last = mnemonic.last, "bwlq".contains(last) else { return nil }
    let name = String(mnemonic.dropLast())
    return known.contains(name) ? name : nil
  }

  /// The number of the operand that stands as `text` in a template: `$1`, or `${1:w}`.
  private static func place(_ text: Substring) -> Int? {
    guard text.hasPrefix("$") else { return nil }
    let digits = text.dropFirst().filter { !"{}".contains($0) }.prefix { $0 != ":" }
    return Int(digits)
  }

  /// The constraint through which the register of constraint `place` gets its value.
  private static func input(_ place: Int, _ constraints: [Substring]) -> Int {
    guard constraints[place].hasPrefix("=") else { return place }
    return constraints.firstIndex { Int($0) == place } ?? place
  }
}
