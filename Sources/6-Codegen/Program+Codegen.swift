package import LLVM
package import WholeProgram

/// The codegen stage: the module to machine code, each symbol in a section of its own.
extension Program {

  /// Returns the machine code of the program, as a relocatable ELF file.
  ///
  /// The program itself stays: code is generated from a copy.
  package func generateCode(for machine: borrowing TargetMachine) throws(Failure) -> [UInt8] {
    let copy = module.clone()
    copy.stripPrototypeHashes()
    return try copy.emitObject(for: machine)
  }
}
