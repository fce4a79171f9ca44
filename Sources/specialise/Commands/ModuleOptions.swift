import ArgumentParser

/// What the commands on whole-program modules are told of a module, beside its file.
struct ModuleOptions: ParsableArguments {

  /// What others refer to.
  @Option(
    name: .long,
    help: "A function or variable that others refer to; may be repeated. (default: main)")
  var root: [String] = []

  /// Lists of what others refer to.
  @Option(
    name: .long, help: "A file with names that others refer to, a line each; # starts a remark.")
  var rootFile: [String] = []

  /// What external functions do.
  @Option(
    name: .long,
    help: ArgumentHelp(
      """
      NAME=EFFECT: what a function that the module only declares does: nothing (returns a number), \
      asks (as that, and a call goes if nobody uses what it returns), reads (reads bytes where its \
      arguments point, keeps no pointer), data (writes them as well), copies (from its second argument \
      to its first, bytes that mean nothing there), sends, receives (bytes at its second argument: what \
      is received is what was sent, or comes from outside), end (does not return), allocate, zeroed, \
      release (as malloc, calloc, free), same (returns its first argument or null), sets-thread (makes \
      its first argument the thread pointer), gives-thread (returns it) or anything. The C library's own \
      allocators, memcpy, strlen and the like are known. (default: anything)
      """))
  var external: [String] = []

  /// Lists of what external functions do.
  @Option(name: .long, help: "A file with such statements, a line each; # starts a remark.")
  var externalFile: [String] = []

  /// The module in the file `input`, with these options.
  func module(in input: String) -> ModuleDescription {
    ModuleDescription(
      input: input, roots: root, rootFiles: rootFile, externals: external,
      externalFiles: externalFile)
  }
}
