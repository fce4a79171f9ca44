package import LLVM
package import WholeProgram

/// The specialise stage: LLVM's own simplification for size, on what is left of the program.
///
/// The first time the program is as the compiler's front end wrote it, so that `lto-pre-link<Oz>`
/// comes before `lto<Oz>`, which relies on its work. Sound as LLVM is: the module is closed, and
/// what others name is a root and not internal. Cost: this is most of the tool's time.
extension Program {

  /// Simplifies the program; `isFirst` says that it comes from the front end.
  package func simplify(for machine: borrowing TargetMachine, isFirst: Bool) throws(Failure) {
    if isFirst {
      module.stripToLineTables()
      try module.run("lto-pre-link<Oz>", for: machine)
    }
    try module.run("lto<Oz>", for: machine)
  }
}
