// Linking a program, twice over.
//
// 1. lld resolves symbols and extracts archive members as ever, but its LTO stops before the first
//    optimisation and writes the merged module: that is NAME.bc. Nothing is made internal, since the
//    library OS will be linked to it. The C library is in the link, for the resolution, but it is
//    machine code and thus not in the module.
// 2. The prototype hashes are removed from a copy, because with them LLVM would make every indirect
//    call check its target, and the C library's functions carry no hashes. The copy stands for all
//    bitcode in the second link, which makes the Linux program, with hardly any optimisation.
//
// Machine code of the program's own (assembly, objects of other compilers) cannot be in NAME.bc; the
// objects that took part are put into the archive NAME.natives.a, all of which belongs to NAME.bc.

internal import Glibc
internal import LibraryOS
internal import Model

/// Makes a Linux program, and beside it the program's bitcode.
struct ProgramLink {

  /// The path of lld.
  let linker: String
  /// The arguments of the link.
  let arguments: LinkerArguments
  /// What they name.
  let inputs: [LinkInput]
  /// The C library's archive.
  let libraryArchive: String

  /// The ends of the names of the files beside the program.
  static let bitcodeSuffix = ".bc", nativesSuffix = ".natives.a"

  /// What makes lld write the merged module as it is.
  private static let merging = [
    "--lto-emit-llvm", "--lto-newpm-passes=verify", "-mllvm", "-enable-lto-internalization=false",
    "--trace", "--no-warnings",
  ]

  /// What makes lld fast: this machine code is for configure scripts and tests. A function that must be
  /// inlined, must be.
  private static let quick = [
    "--lto-newpm-passes=always-inline,function(sroa,early-cse,simplifycfg)", "--lto-CGO0",
  ]

  /// Links; returns the exit status.
  func run() throws(Diagnostic) -> Int32 {
    try refuseToOverwriteInputs()
    let isDevice = Scratch.isDevice(arguments.output)
    if !isDevice { removeOld() }
    let scratch = try Scratch(beside: arguments.output)
    guard inputs.contains(where: \.mayHoldBitcode) else { return try linkAsIs(scratch) }

    let merge = try merge(in: scratch)
    guard merge.isSuccess else { return merge.status }
    guard scratch.has("merged.bc") else { return try linkAsIs(scratch) }
    let natives = try NativeObjects(listedIn: scratch.path("trace"), of: inputs).extract(
      to: scratch)
    try NativeBitcode(libraryArchive: libraryArchive)
      .copy(scratch.path("merged.bc"), to: scratch.path("program.bc"))
    let link = try ChildProcess.run(
      path: linker, arguments: nativeLink(scratch, natives), setting: scratch.setting)
    guard link.isSuccess else { return link.status }

    if !isDevice { try place(scratch, natives) }
    return 0
  }

  /// Writes the merged module to `merged.bc`, and the files that took part to `trace`.
  private func merge(in scratch: Scratch) throws(Diagnostic) -> ChildProcess.Ending {
    let trace = open(scratch.path("trace"), O_WRONLY | O_CREAT, 0o600)
    defer { close(trace) }
    var setting = scratch.setting
    setting.descriptors = [(here: trace, there: STDOUT_FILENO)]
    let words = inputs.flatMap(\.words) + Self.merging + ["-o", scratch.path("merged.bc")]
    return try ChildProcess.run(path: linker, arguments: words, setting: setting)
  }

  /// The arguments of the second link, in which `program.bc` stands for all bitcode and `natives` for
  /// what was taken from archives.
  private func nativeLink(_ scratch: Scratch, _ natives: NativeObjects.Extracted) -> [String] {
    let rest = inputs.flatMap { input -> [String] in
      switch input {
      case .words, .native: input.words
      case .bitcode, .archive: []
      }
    }
    return [scratch.path("program.bc")] + rest + natives.members + Self.quick
      + ["-o", arguments.output]
  }

  /// Links without bitcode.
  private func linkAsIs(_ scratch: Scratch) throws(Diagnostic) -> Int32 {
    let words = inputs.flatMap(\.words) + ["-o", arguments.output]
    return try ChildProcess.run(path: linker, arguments: words, setting: scratch.setting).status
  }

  /// Puts the bitcode and the native objects beside the program.
  private func place(_ scratch: Scratch, _ natives: NativeObjects.Extracted) throws(Diagnostic) {
    if !natives.all.isEmpty {
      try natives.archive(to: "natives.a", in: scratch)
      try scratch.move("natives.a", to: arguments.output + Self.nativesSuffix)
    }
    try scratch.move("merged.bc", to: arguments.output + Self.bitcodeSuffix)
    for symbol in arguments.linkerSymbols {
      let message = "'\(symbol)' changes the Linux program only, not its bitcode"
      StandardError.write("\(Diagnostic(.warning, message))")
    }
  }

  /// Removes what an earlier link left beside the program, so that a failure leaves nothing.
  private func removeOld() {
    for suffix in ["", Self.bitcodeSuffix, Self.nativesSuffix] {
      unlink(arguments.output + suffix)
    }
  }

  /// Throws if a file that will be made is also read.
  private func refuseToOverwriteInputs() throws(Diagnostic) {
    for suffix in [Self.bitcodeSuffix, Self.nativesSuffix] {
      let output = arguments.output + suffix
      if inputs.contains(where: { $0.words == [output] }) {
        throw .error(
          at: Site(output), "this input is also the bitcode that the link would write",
          recommendation: "give the input or the program (-o) another name")
      }
    }
  }
}

extension LinkInput {

  /// `true` iff a linker may find bitcode here.
  var mayHoldBitcode: Bool {
    switch self {
    case .bitcode, .archive: true
    case .words, .native: false
    }
  }
}
