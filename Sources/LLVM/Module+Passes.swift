import CLLVM

extension Module {

  /// Runs LLVM's passes `pipeline`, in the notation of `opt -passes=…`.
  package func run(
    _ pipeline: String, for machine: borrowing TargetMachine, inlinerThreshold: Int? = nil
  ) throws(Failure) {
    let options = LLVMCreatePassBuilderOptions()
    defer { LLVMDisposePassBuilderOptions(options) }
    if let inlinerThreshold {
      LLVMPassBuilderOptionsSetInlinerThreshold(options, Int32(inlinerThreshold))
    }
    if let error = LLVMRunPasses(raw, pipeline, machine.raw, options) {
      let message = LLVMGetErrorMessage(error)
      defer { LLVMDisposeErrorMessage(message) }
      throw Failure(message.map { String(cString: $0) } ?? "unknown failure of \(pipeline)")
    }
  }

  /// The machine code of the module, as a relocatable ELF file; the module is spent afterwards.
  package func emitObject(for machine: borrowing TargetMachine) throws(Failure) -> [UInt8] {
    var message: UnsafeMutablePointer<CChar>?
    var buffer: LLVMMemoryBufferRef?
    let failed = LLVMTargetMachineEmitToMemoryBuffer(
      machine.raw, raw, LLVMObjectFile, &message, &buffer)
    guard failed == 0, let buffer else { throw Failure(String(consuming: message)) }
    defer { LLVMDisposeMemoryBuffer(buffer) }
    let bytes = UnsafeRawBufferPointer(
      start: LLVMGetBufferStart(buffer), count: LLVMGetBufferSize(buffer))
    return Array(bytes)
  }
}

extension Function {

  /// Runs LLVM's function passes `pipeline` on this function alone.
  package func run(_ pipeline: String, for machine: borrowing TargetMachine) throws(Failure) {
    let options = LLVMCreatePassBuilderOptions()
    defer { LLVMDisposePassBuilderOptions(options) }
    if let error = LLVMRunPassesOnFunction(value.raw, pipeline, machine.raw, options) {
      let message = LLVMGetErrorMessage(error)
      defer { LLVMDisposeErrorMessage(message) }
      throw Failure(message.map { String(cString: $0) } ?? "unknown failure of \(pipeline)")
    }
  }
}
