import Model

/// Where symbols and sections of the linked program come from.
struct OriginTable {

  /// The origins of the program's functions and variables, by name.
  private let program: [String: Origin]
  /// The origins of native objects, by file as the linker names it.
  private let native: [String: Origin]

  /// The origins that `input` tells.
  init(_ input: ImageInput) {
    program = input.origins
    native = Dictionary(
      input.nativeObjects.map { (Linker.absolute($0.path), $0.origin) },
      uniquingKeysWith: { first, _ in first })
  }

  /// Returns where the native object `file` comes from, or `nil` if it is none.
  func origin(ofFile file: String) -> Origin? {
    native[file]
  }

  /// Returns where the program's symbol `name` comes from, or `nil` if a compiler made it.
  ///
  /// A symbol that LLVM derived from another one carries its name with something in front or
  /// behind: `switch.table.f`, `f.cold`, `f.llvm.7`.
  func origin(ofSymbol name: String) -> Origin? {
    var name = Substring(Self.withoutPrivatePrefix(name))
    if let origin = program[String(name)] { return origin }
    if name.hasPrefix("switch.table.") { name = name.dropFirst("switch.table.".count) }
    while true {
      if let origin = program[String(name)] { return origin }
      guard let dot = name.lastIndex(of: "."), dot > name.startIndex else { return nil }
      name = name[..<dot]
      if name.hasPrefix(".") { return nil }
    }
  }

  /// Returns where `symbol` comes from, which stands in a section of `file`.
  func origin(ofSymbol symbol: String, in file: String) -> (component: String, site: Site?) {
    let origin = native[file] ?? origin(ofSymbol: symbol)
    return (origin?.component ?? Origin.compiler, origin?.site)
  }

  /// Returns `name` as the compiler's program knows it, without the mark of a private symbol.
  static func withoutPrivatePrefix(_ name: String) -> String {
    name.hasPrefix(".L") ? String(name.dropFirst(2)) : name
  }

  /// Returns the symbol that the section `name` was made for, or `nil` if it was for several.
  ///
  /// Compilers name a section `.text.f` or `.rodata..Lx` if it holds nothing but one symbol.
  static func symbol(ofSection name: String) -> String? {
    for prefix in prefixes where name.hasPrefix(prefix) && name.count > prefix.count {
      return withoutPrivatePrefix(String(name.dropFirst(prefix.count)))
    }
    return nil
  }

  /// What section names start with before the symbol, the longer ones first.
  private static let prefixes = [
    ".data.rel.ro.", ".text.", ".rodata.", ".data.", ".bss.", ".tdata.", ".tbss.",
  ]
}
