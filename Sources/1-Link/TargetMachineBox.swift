import LLVM

/// The machine that the link stage's few passes run for, shared by the steps of a session.
final class TargetMachineBox {

  /// The machine.
  let machine: TargetMachine
  /// The target of the program.
  let triple = "x86_64-unknown-linux-musl"
  /// The layout of data on the machine.
  let dataLayout: String

  /// A machine for the program's target.
  init() throws {
    machine = try TargetMachine(triple: triple)
    dataLayout = machine.dataLayout
  }

  /// Replaces calls of the C library in `module` by simpler ones.
  func simplifyLibraryCalls(in module: borrowing Module) throws {
    try module.run(LibraryCalls.passes, for: machine)
  }

  /// Turns the local variables of `function` into values.
  func promote(_ function: Function) throws {
    // No pass would look at it.
    function.removeAttribute("optnone")
    try function.run("sroa", for: machine)
  }
}
