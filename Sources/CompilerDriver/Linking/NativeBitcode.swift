internal import FoundationEssentials
internal import LLVM
internal import Model

/// Bitcode as the second link of a program wants it.
enum NativeBitcode {

  /// Copies the module at `source` to `destination` without prototype hashes.
  static func copy(_ source: String, to destination: String) throws(Diagnostic) {
    do {
      let data = try Data(contentsOf: URL(filePath: source), options: .mappedIfSafe)
      let bitcode = try data.withUnsafeBytes { bytes in
        let module = try Module(bitcode: bytes, named: source, in: Context())
        module.stripPrototypeHashes()
        return module.bitcode
      }
      try Data(bitcode).write(to: URL(filePath: destination))
    } catch let failure as Failure {
      throw .error(at: Site(source), "the merged bitcode cannot be read: \(failure)")
    } catch {
      throw .error(at: Site(destination), "the merged bitcode cannot be copied: \(error)")
    }
  }
}
