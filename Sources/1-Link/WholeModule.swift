import LLVM
package import Model

/// A module of bitcode that is a whole program by itself, from any compiler: read, checked, and told what
/// in it names things beside the bitcode.
package struct WholeModule {

  /// The bytes.
  package let bytes: [UInt8]
  /// The target that it was compiled for.
  package let triple: String
  /// The definitions that only assembly in it names.
  package let assemblyNames: [String]
  /// What is not as it should be, though the module can be used.
  package let warnings: [Diagnostic]

  /// The module in the file at `path`, which `inspector` looks at first.
  ///
  /// Throws a `DiagnosedFailure` if it is no bitcode, damaged, too new, or made for another machine.
  package init(path: String, inspector: any UnitInspector) throws {
    let file = try FileBytes(path: path)
    guard file.kind == .bitcode else { throw DiagnosedFailure(Self.complaint(about: file, path)) }
    let problems = try inspector.inspect(
      InspectionRequest(name: path, file: path, range: file.indices))
    if problems.contains(where: { $0.level == .error }) { throw DiagnosedFailure(problems) }
    let unit = try Unit(
      name: path, path: path, bytes: file.bytes, storage: file, owner: .application,
      warnings: problems)
    warnings = problems
    triple = unit.table.triple
    assemblyNames = unit.table.symbols.filter { $0.isOnlyInAssembly || $0.isUndefined }
      .map(\.name)
    bytes = Array(file.bytes)
  }

  /// What to tell about `file`, at `path`, which is no bitcode.
  private static func complaint(about file: FileBytes, _ path: String) -> Diagnostic {
    switch file.kind {
    case .textIR:
      .error(
        at: Site(path), "LLVM assembly, not bitcode",
        recommendation: "assemble it with llvm-as-22 first")
    case .archive, .thinArchive:
      .error(
        at: Site(path), "an archive, not one module",
        recommendation: "join what belongs to the program with llvm-link-22")
    case .elf, .executable, .sharedLibrary, .foreignObject:
      .error(
        at: Site(path), "machine code, not bitcode",
        recommendation:
          "compile to bitcode: clang -emit-llvm -c, rustc --emit=llvm-bc, swiftc -emit-bc; "
          + "`specialise cc` writes NAME.bc beside each program")
    default:
      .error(
        at: Site(path), file.bytes.isEmpty ? "is empty" : "is not bitcode",
        recommendation: "give the NAME.bc that `specialise cc`, `llvm-link` or a compiler wrote")
    }
  }
}
