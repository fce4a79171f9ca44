import CLLVM
import LLVMShim

/// A machine to generate code for, owned.
package struct TargetMachine: ~Copyable {

  /// LLVM's handle.
  let raw: LLVMTargetMachineRef

  /// The x86-64 machine called `triple`; each symbol has a section of its own, and sequences of
  /// instructions that functions share are outlined.
  package init(
    triple: String, cpu: String = "x86-64", features: String = ""
  ) throws(Failure) {
    Self.ready
    var message: UnsafeMutablePointer<CChar>?
    guard
      let raw = shim_target_machine(triple, cpu, features, true, &message)
    else { throw Failure(String(consuming: message)) }
    self.raw = raw
  }

  deinit {
    LLVMDisposeTargetMachine(raw)
  }

  /// Makes code generation translate each instruction by itself, where it stands.
  package func disableOptimisation() {
    shim_disable_optimisation(raw)
  }

  /// Registers the targets, once.
  private static let ready: Void = {
    LLVMInitializeX86TargetInfo()
    LLVMInitializeX86Target()
    LLVMInitializeX86TargetMC()
    LLVMInitializeX86AsmParser()
    LLVMInitializeX86AsmPrinter()
    shim_generate_small_code()
  }()

  /// Registers the targets, so that symbol tables can look into assembly.
  package static func registerTargets() {
    ready
  }

  /// The layout of data on the machine, as text.
  package var dataLayout: String {
    let layout = LLVMCreateTargetDataLayout(raw)
    defer { LLVMDisposeTargetData(layout) }
    return String(consuming: LLVMCopyStringRepOfTargetData(layout))
  }
}
