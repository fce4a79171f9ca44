import LLVM
import Model
import WholeProgram

/// Programs that never unwind.
///
/// What it computes: whether anything in the program begins to unwind the stack. If nothing does, calls do
/// not lead to where an exception would be handled, and no tables say how. Why that is sound: exceptions
/// begin in one of three functions of the unwinder (Itanium C++ ABI, level I, 1.3), and a program in which
/// nobody names them is closed. What it cannot see: an unwinder of another name, which would need its
/// tables by a name that is not there either. Cost: one look at each block.
extension LinkSession {

  /// The functions that begin to unwind.
  private static let raisers = [
    "_Unwind_RaiseException", "_Unwind_ForcedUnwind", "_Unwind_Resume_or_Rethrow",
  ]

  /// Drops what only unwinding reaches, if nothing unwinds.
  func dropUnwinding(of program: Program) {
    let unwinds = Self.raisers.contains { name in
      resolution.needed[name] != nil || program.module.function(name) != nil
    }
    if !unwinds { program.module.dropUnwinding() }
  }
}
