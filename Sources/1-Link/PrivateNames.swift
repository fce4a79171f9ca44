import LLVM

/// Names that the application and the library OS both use, each for things of its own.
///
/// An application knows nothing of the library OS's functions and variables, so it may define the same
/// names. The library OS's then get a suffix, in its symbol tables and in its bitcode, and nothing else
/// changes. That does not go for names that the C library defines (replacing its functions is an
/// application's right), nor for those in machine code, which cannot be renamed: defining them is an
/// error as before. Cost: one look at each name that the application defines.
package enum PrivateNames {

  /// What the library OS calls its `name`.
  package static func own(_ name: String) -> String { name + ".os" }

  /// Keeps the library OS's names apart from those that the files `units` and the application's
  /// archives among `libraries` define; `cLibrary` is the path of the C library.
  static func separate(
    _ units: [Unit], _ libraries: [Inputs.Library], cLibrary: String?
  ) throws {
    var names: Set<String> = []
    for unit in units {
      for symbol in unit.table.symbols where !symbol.isUndefined { names.insert(symbol.name) }
    }
    for library in libraries where library.owner == .application {
      names.formUnion(library.index.map(\.symbol))
    }
    let operatingSystem = libraries.filter { $0.owner == .library && $0.path != cLibrary }
    var shared = Set(operatingSystem.flatMap { $0.index.map(\.symbol) }.filter(names.contains))
    for library in libraries where library.path == cLibrary {
      shared.subtract(library.index.map(\.symbol))
    }
    if shared.isEmpty { return }
    for library in operatingSystem { shared.subtract(try library.machineCodeNames()) }
    for library in operatingSystem { library.keepApart(shared) }
  }
}

extension Inputs.Library {

  /// The symbols that members of machine code define or need.
  fileprivate func machineCodeNames() throws -> Set<String> {
    var result: Set<String> = []
    for member in 0..<archive.count where FileKind(of: archive.bytes(of: member)) == .elf {
      result.formUnion(try unit(member).table.symbols.map(\.name))
    }
    return result
  }
}
