import CLLVM

/// What LLVM has found out about the memory that functions touch, as attributes.
extension Module {

  /// Forgets what attributes say of the memory that functions with bodies reach through their
  /// parameters, and calls through their arguments. LLVM finds it out anew.
  ///
  /// This must be done where a pointer that came from a parameter is replaced by the same address as
  /// a constant: then memory is no longer reached "through" the parameter (LangRef, `memory`,
  /// `initializes`, `noalias`), and once that is gone LLVM would take calls to touch no memory.
  package func forgetParameterEffects() {
    let ofFunction = [AttributeKind.number(of: "memory")]
    let ofParameter = [
      "initializes", "noalias", "readonly", "readnone", "writeonly", "captures",
    ].map(AttributeKind.number)
    for function in functions where !function.isDeclaration {
      for kind in ofFunction {
        LLVMRemoveEnumAttributeAtIndex(function.raw, Self.functionIndex, kind)
      }
      for index in 0..<function.parameterCount {
        for kind in ofParameter {
          LLVMRemoveEnumAttributeAtIndex(function.raw, LLVMAttributeIndex(index + 1), kind)
        }
      }
      for block in function.blocks {
        for call in block.instructions where call.operation == .call || call.operation == .invoke {
          forget(call, ofFunction, ofParameter)
        }
      }
    }
  }

  /// Forgets attributes of `call`, unless it calls what has no body.
  private func forget(_ call: Instruction, _ ofFunction: [UInt32], _ ofParameter: [UInt32]) {
    if call.callee.kind == .inlineAssembly { return }
    if let target = call.callee.asFunction, target.isDeclaration { return }
    for kind in ofFunction {
      LLVMRemoveCallSiteEnumAttribute(call.raw, Self.functionIndex, kind)
    }
    for index in 0..<call.arguments.count {
      for kind in ofParameter {
        LLVMRemoveCallSiteEnumAttribute(call.raw, LLVMAttributeIndex(index + 1), kind)
      }
    }
  }

  /// The index that means "the function itself" among attributes.
  private static let functionIndex = LLVMAttributeIndex(
    truncatingIfNeeded: LLVMAttributeFunctionIndex)
}
