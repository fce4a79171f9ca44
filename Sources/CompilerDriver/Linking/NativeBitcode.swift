internal import FoundationEssentials
internal import LLVM
internal import LibraryOS
internal import Model

/// A program's bitcode as the second link wants it: what becomes machine code of Linux.
struct NativeBitcode {

  /// The C library's archive, whose functions the program does not define.
  let libraryArchive: String

  /// Copies the module at `source` to `destination`, made fit for machine code.
  func copy(_ source: String, to destination: String) throws(Diagnostic) {
    do {
      let data = try Data(contentsOf: URL(filePath: source), options: .mappedIfSafe)
      let bitcode = try data.withUnsafeBytes { bytes in
        let module = try Module(bitcode: bytes, named: source, in: Context())
        module.stripPrototypeHashes()
        module.stripToLineTables()
        try keepInlineFunctions(of: module)
        return module.bitcode
      }
      try Data(bitcode).write(to: URL(filePath: destination))
    } catch let failure as Failure {
      throw .error(at: Site(source), "the merged bitcode cannot be read: \(failure)")
    } catch {
      throw .error(at: Site(destination), "the merged bitcode cannot be copied: \(error)")
    }
  }

  /// Makes `inline` functions without any external definition local ones.
  ///
  /// C lets a compiler call the external definition instead, which some programs forget to write;
  /// nobody notices while the optimiser inlines, which it does not do here. What the C library
  /// defines stays outside: its inline twin may well be a wrapper that calls it.
  private func keepInlineFunctions(of module: borrowing Module) throws(Failure) {
    let inlined = module.functions.filter { $0.linkage == .available }
    if inlined.isEmpty { return }
    let library = Set(try Archive(path: libraryArchive).index.map(\.symbol))
    for function in inlined where !library.contains(function.name) { function.makeInternal() }
  }
}
