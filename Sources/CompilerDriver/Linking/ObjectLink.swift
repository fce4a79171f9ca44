internal import LibraryOS
internal import Model

/// Joins several object files into one (`-r`).
///
/// Bitcode stays bitcode, and machine code stays machine code; they cannot be mixed in one file.
struct ObjectLink {

  /// The path of lld.
  let linker: String
  /// The file to make.
  let output: String
  /// What the link names.
  let inputs: [LinkInput]

  /// Makes the object; returns the exit status.
  func run() throws(Diagnostic) -> Int32 {
    let hasBitcode = inputs.contains(where: \.mayHoldBitcode)
    if hasBitcode, let native = inputs.first(where: \.isNative) {
      throw .error(
        at: Site(native.words[0]), "machine code and bitcode cannot be joined in one object file",
        recommendation: "put them into an archive instead")
    }
    let scratch = try Scratch(beside: output)
    let keeping = hasBitcode ? ["--lto-emit-llvm", "--lto-newpm-passes=verify"] : []
    let ending = try ChildProcess.run(
      path: linker,
      arguments: ["-r"] + inputs.flatMap(\.words) + keeping + ["-o", scratch.path("joined.o")],
      setting: scratch.setting)
    guard ending.isSuccess else { return ending.status }
    try scratch.move("joined.o", to: output)
    return 0
  }
}

extension LinkInput {

  /// `true` iff this is machine code of the program's own.
  fileprivate var isNative: Bool {
    if case .native = self { true } else { false }
  }
}
