import LLVM
import Model

/// Decides which archive members take part, as a linker would.
///
/// A member is extracted when it defines a symbol that a unit taken so far needs and none defines;
/// weak references extract nothing. musl relies on it: `exit` must not bring stdio in. Archives are
/// searched in order, all of them for every symbol, so that their order on the command line only
/// matters where two define the same symbol. Cost: linear in the symbols of the extracted units.
struct Resolution {

  /// How firmly a symbol is defined.
  private enum Strength: Int {
    case weak, common, strong
  }

  /// The definition that holds for a symbol.
  private struct Definition {
    let unit: Int
    let strength: Strength
  }

  /// A member that would define a symbol.
  private struct Candidate {
    let library: Int
    let member: Int
  }

  /// The units that take part, in the order in which they came.
  private(set) var units: [Unit] = []
  /// For each symbol that some unit cannot do without, the first such unit.
  private(set) var needed: [String: Int] = [:]
  /// Symbols that two units define for good.
  private(set) var duplicates: [(symbol: String, first: Unit, second: Unit)] = []

  /// The archives.
  private let libraries: [Inputs.Library]
  /// The definitions so far.
  private var definitions: [String: Definition] = [:]
  /// The symbols that the linker script defines.
  private let scriptSymbols: Set<String>
  /// What each archive symbol would extract.
  private var candidates: [String: Candidate] = [:]
  /// The members that were extracted, as `library << 32 | member`.
  private var extracted: Set<Int> = []
  /// The members that were extracted only in case machine code refers to them.
  private var onDemand: Set<Int> = []

  /// A resolution over `inputs`, in which the linker script defines `scriptSymbols`.
  init(_ inputs: Inputs, scriptSymbols: Set<String>) throws {
    libraries = inputs.libraries
    self.scriptSymbols = scriptSymbols
    for (number, library) in libraries.enumerated() {
      for (symbol, member) in library.index where candidates[symbol] == nil {
        candidates[symbol] = Candidate(library: number, member: member)
      }
    }
    for unit in inputs.units { add(unit) }
    try extractNeeded()
  }

  /// Extracts what defines `symbol`, and all that this needs; `false` if no archive defines it. What
  /// is wanted on demand goes into the image only if machine code refers to it after all.
  mutating func want(_ symbol: String, isOnDemand: Bool = false) throws -> Bool {
    if definitions[symbol] != nil || scriptSymbols.contains(symbol) { return true }
    guard let candidate = candidates[symbol] else { return false }
    if isOnDemand { onDemand.insert(candidate.library << 32 | candidate.member) }
    needed[symbol] = needed[symbol] ?? -1
    pending.append(symbol)
    try extractNeeded()
    return true
  }

  /// Notes that unit `number` cannot do without `symbol`, and extracts what defines it.
  mutating func need(_ symbol: String, in number: Int) throws {
    if needed[symbol] == nil { needed[symbol] = number }
    pending.append(symbol)
    try extractNeeded()
  }

  /// `true` iff only machine code may bring `unit` into the image.
  func isOnDemand(_ unit: Unit) -> Bool {
    unit.owner == .support || unit.key.map(onDemand.contains) ?? false
  }

  /// `true` iff a unit or the linker script defines `symbol`.
  func isDefined(_ symbol: String) -> Bool {
    definitions[symbol] != nil || scriptSymbols.contains(symbol)
  }

  /// The unit whose definition of `symbol` holds.
  func definer(of symbol: String) -> Unit? {
    definitions[symbol].map { units[$0.unit] }
  }

  /// The symbols that a unit or an archive defines, in order.
  var knownSymbols: [String] { Set(candidates.keys).union(definitions.keys).sorted() }

  /// The symbols of the library OS's archives that start with `prefix`, in order.
  func librarySymbols(startingWith prefix: String) -> [String] {
    candidates.filter { $0.key.hasPrefix(prefix) && libraries[$0.value.library].owner == .library }
      .map(\.key).sorted()
  }

  /// Returns the members of all archives, but those of compiler support, that were not extracted.
  func unusedMembers() throws -> [Unit] {
    var units: [Unit] = []
    for (number, library) in libraries.enumerated() where library.owner != .support {
      for member in 0..<library.archive.count where !extracted.contains(number << 32 | member) {
        guard [.bitcode, .elf].contains(FileKind(of: library.archive.bytes(of: member))) else {
          continue
        }
        units.append(try library.unit(member))
      }
    }
    return units
  }

  /// Symbols whose definitions are still to be looked for.
  private var pending: [String] = []

  /// Extracts until nothing is needed that an archive could give.
  private mutating func extractNeeded() throws {
    while let symbol = pending.popLast() {
      guard definitions[symbol] == nil, !scriptSymbols.contains(symbol) else { continue }
      guard let candidate = candidates[symbol] else { continue }
      let key = candidate.library << 32 | candidate.member
      guard extracted.insert(key).inserted else { continue }
      let unit = try libraries[candidate.library].unit(candidate.member)
      unit.key = key
      add(unit)
    }
  }

  /// Takes `unit` in: its definitions hold where none stronger does, its needs are looked for.
  private mutating func add(_ unit: Unit) {
    let number = units.count
    units.append(unit)
    for symbol in unit.table.symbols {
      if symbol.isUndefined {
        guard !symbol.isWeak, definitions[symbol.name] == nil else { continue }
        if needed[symbol.name] == nil { needed[symbol.name] = number }
        pending.append(symbol.name)
      } else {
        define(symbol, in: number)
      }
    }
  }

  /// Lets unit `number` define `symbol`.
  private mutating func define(_ symbol: FileSymbol, in number: Int) {
    let strength: Strength =
      symbol.isStrongDefinition ? .strong : symbol.isCommon ? .common : .weak
    guard let old = definitions[symbol.name] else {
      definitions[symbol.name] = Definition(unit: number, strength: strength)
      return
    }
    if strength == .strong, old.strength == .strong {
      duplicates.append((symbol.name, units[old.unit], units[number]))
    } else if strength.rawValue > old.strength.rawValue {
      definitions[symbol.name] = Definition(unit: number, strength: strength)
    }
  }
}
