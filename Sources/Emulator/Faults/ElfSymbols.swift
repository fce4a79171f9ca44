internal import FoundationEssentials
internal import Model

/// Symbols of an ELF file's symbol table: functions without lines.
struct ElfSymbols: SymbolSource {

  /// Where the code of a function lies.
  struct Extent: Hashable {
    /// The function's name.
    let name: String
    /// The address of its first byte.
    let start: UInt64
    /// Its bytes; 0 if nothing says how many.
    let size: UInt64
  }

  /// The functions, by address.
  private let functions: [Extent]

  /// The symbols in `file`, if it is an ELF file with any.
  init?(file: String) {
    guard let data = try? Data(contentsOf: URL(filePath: file)),
      let elf = try? ElfFile([UInt8](data))
    else { return nil }
    self.init(
      elf.symbols.filter { $0.kind == .function }
        .map { Extent(name: $0.name, start: $0.value, size: $0.size) })
    if functions.isEmpty { return nil }
  }

  /// The symbols `functions`; of several at one address the first counts.
  init(_ functions: [Extent]) {
    self.functions = functions.enumerated()
      .sorted { ($0.element.start, $1.offset) < ($1.element.start, $0.offset) }.map(\.element)
  }

  /// The function at `address`.
  func frames(at address: UInt64) -> [SymbolFrame] {
    functions[..<count(upTo: address)].last { address - $0.start < max($0.size, 1) }
      .map { [SymbolFrame(function: $0.name)] } ?? []
  }

  /// The function that begins last before `address` or there, if it may reach that far: one of which
  /// nothing says how large it is reaches to the next one.
  func reaching(_ address: UInt64) -> Extent? {
    guard let function = functions[..<count(upTo: address)].last else { return nil }
    return function.size == 0 || address - function.start < function.size ? function : nil
  }

  /// How many functions begin before `address` or there.
  private func count(upTo address: UInt64) -> Int {
    var (low, high) = (0, functions.count)
    while low < high {
      let middle = (low + high) / 2
      if functions[middle].start <= address { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
