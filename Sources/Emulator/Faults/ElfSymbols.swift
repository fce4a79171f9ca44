internal import FoundationEssentials
internal import Model

/// Symbols of an ELF file's symbol table: functions without lines.
struct ElfSymbols: SymbolSource {

  /// The functions.
  private let functions: [ElfFile.Symbol]

  /// The symbols in `file`, if it is an ELF file with any.
  init?(file: String) {
    guard let data = try? Data(contentsOf: URL(filePath: file)),
      let elf = try? ElfFile([UInt8](data))
    else { return nil }
    functions = elf.symbols.filter { $0.kind == .function }
    if functions.isEmpty { return nil }
  }

  /// The function at `address`.
  func frames(at address: UInt64) -> [SymbolFrame] {
    functions.first { $0.value <= address && address - $0.value < max($0.size, 1) }
      .map { [SymbolFrame(function: $0.name)] } ?? []
  }
}
