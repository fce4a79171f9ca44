package import Model

/// The arguments with which clang serves as the compiler of `specialise cc`.
///
/// Clang lets the last of two contradicting arguments win. So what stands before the user's
/// arguments is a default, and what stands behind them cannot be changed.
package struct CompilerArguments: Hashable, Sendable {

  /// All arguments, without the program's name.
  package let words: [String]

  /// The arguments for the user's `arguments`, where `headers` and `native` are the folders of the
  /// C library and `linker` is the program that links.
  package init(
    _ arguments: [String], headers: String, native: String, linker: String
  ) throws(Diagnostic) {
    var users = try ResponseFile.expand(arguments)
    let facts = Facts(of: users)
    users.removeAll { Self.meaningless.contains($0) }
    try Self.refuseToOverwriteInput(of: users)
    let end = users.firstIndex(of: "--") ?? users.endIndex

    words =
      ["--target=\(Self.target)", "--no-default-config"]
      + Self.quietly(
        Self.linking(native: native, linker: linker) + Self.defaults
          + (facts.makesAssembly ? [] : Self.analysis))
      + users[..<end]
      + Self.quietly(
        Self.staticCode + (facts.makesAssembly ? ["-fno-lto"] : Self.bitcode)
          + (facts.bringsHeaders ? [] : ["-nostdlibinc", "-isystem", headers]))
      + users[end...]
  }

  /// The machine and C library that everything is compiled for.
  package static let target = "x86_64-linux-musl"

  /// What the user can override: smallest code, debug information for the reports, and nothing that
  /// only helps programs which an operating system runs.
  private static let defaults = [
    "-Oz", "-g", "-fno-stack-protector", "-fno-asynchronous-unwind-tables", "-fno-unwind-tables",
    "-fno-ident",
  ]

  /// What tells the analysis most: prototypes of functions and of indirect calls, and code as it
  /// leaves clang.
  private static let analysis = ["-fsanitize=kcfi", "-Xclang", "-disable-llvm-passes"]

  /// What asks for dynamic linking or for programs that can lie anywhere, of which there is neither.
  private static let meaningless: Set<String> = ["-static-pie", "-pie", "-rdynamic"]

  /// What makes an object file bitcode.
  private static let bitcode = ["-flto=full", "-fno-fat-lto-objects"]

  /// What keeps addresses constant.
  private static let staticCode = ["-fno-pic", "-fno-pie", "-no-pie"]

  /// What makes clang link against the C library below `native`, by way of `linker`.
  private static func linking(native: String, linker: String) -> [String] {
    [
      "--sysroot=\(native)", "--ld-path=\(linker)", "--rtlib=compiler-rt", "--unwindlib=none",
      "-static",
    ]
  }

  /// The arguments `words`, which clang may find nothing to do with.
  private static func quietly(_ words: [String]) -> [String] {
    ["--start-no-unused-arguments"] + words + ["--end-no-unused-arguments"]
  }

  /// Throws if one of `words` is also the bitcode that a link as they say would write.
  private static func refuseToOverwriteInput(of words: [String]) throws(Diagnostic) {
    let separate = words.lastIndex(of: "-o").map { words.index(after: $0) }
    let program = separate.flatMap { $0 < words.endIndex ? words[$0] : nil } ?? "a.out"
    let bitcode = program + ProgramLink.bitcodeSuffix
    if words.contains(bitcode), !words.contains("-c"), !words.contains("-S") {
      throw .error(
        at: Site(bitcode), "this input is also the bitcode that the link would write",
        recommendation: "give the input or the program (-o) another name")
    }
  }

  /// What the user's arguments ask for, as far as it changes ours.
  private struct Facts {
    /// `true` iff the result is assembly, which must be that of the machine.
    let makesAssembly: Bool
    /// `true` iff the user has other headers in place of the C library's.
    let bringsHeaders: Bool

    /// The facts about `words`.
    init(of words: [String]) {
      makesAssembly = words.contains("-S") && !words.contains("-emit-llvm")
      bringsHeaders = words.contains("-nostdinc") || words.contains("-nostdlibinc")
    }
  }
}
