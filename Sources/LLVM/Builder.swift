import CLLVM

/// Makes instructions at a place.
package struct Builder: ~Copyable {

  /// LLVM's handle.
  private let raw: LLVMBuilderRef

  /// A builder that inserts before `instruction`, with its place in the source: if it has none, with none in
  /// its function, since calls must say whose they are where functions do.
  package init(before instruction: Instruction, in context: Context) {
    raw = LLVMCreateBuilderInContext(context.raw)
    LLVMPositionBuilderBefore(raw, instruction.raw)
    if let location = LLVMInstructionGetDebugLoc(instruction.raw) {
      LLVMSetCurrentDebugLocation2(raw, location)
    } else if let scope = LLVMGetSubprogram(instruction.function.value.raw) {
      LLVMSetCurrentDebugLocation2(
        raw, LLVMDIBuilderCreateDebugLocation(context.raw, 0, 0, scope, nil))
    }
  }

  /// A builder that appends to `block`.
  package init(atEndOf block: Block, in context: Context) {
    raw = LLVMCreateBuilderInContext(context.raw)
    LLVMPositionBuilderAtEnd(raw, block.raw)
  }

  deinit {
    LLVMDisposeBuilder(raw)
  }

  /// Inserts a call of `function`, whose type is `type`.
  @discardableResult
  package func call(_ function: Value, _ type: Type, _ arguments: [Value]) -> Instruction {
    var raws: [LLVMValueRef?] = arguments.map(\.raw)
    let call = LLVMBuildCall2(raw, type.raw, function.raw, &raws, UInt32(raws.count), "")
    return Instruction(value: Value(raw: call!))
  }

  /// Inserts memory for a `type` that the function owns.
  package func allocate(_ type: Type) -> Value {
    Value(raw: LLVMBuildAlloca(raw, type.raw, ""))
  }

  /// Inserts a load of a `type` from `address`.
  package func load(_ type: Type, from address: Value) -> Value {
    Value(raw: LLVMBuildLoad2(raw, type.raw, address.raw, ""))
  }

  /// Inserts the structure of type `type` with the fields `fields`.
  package func structure(_ type: Type, _ fields: [Value]) -> Value {
    var result = type.poison
    for (index, field) in fields.enumerated() {
      result = Value(raw: LLVMBuildInsertValue(raw, result.raw, field.raw, UInt32(index), ""))
    }
    return result
  }

  /// Inserts what makes `value` of type `type`: a truncation, a sign extension or a pointer cast.
  package func convert(_ value: Value, to type: Type) -> Value {
    let source = value.type
    if source == type { return value }
    let result =
      switch (source.kind, type.kind) {
      case (.integer, .integer): LLVMBuildIntCast2(raw, value.raw, type.raw, 1, "")
      case (.integer, .pointer): LLVMBuildIntToPtr(raw, value.raw, type.raw, "")
      case (.pointer, .integer): LLVMBuildPtrToInt(raw, value.raw, type.raw, "")
      default: preconditionFailure("no conversion from \(source) to \(type)")
      }
    return Value(raw: result!)
  }

  /// Inserts `value` as it is used from here on, even if it is undefined.
  package func freeze(_ value: Value) -> Value {
    Value(raw: LLVMBuildFreeze(raw, value.raw, ""))
  }

  /// Inserts whether the integers or pointers `left` and `right` differ.
  package func differ(_ left: Value, _ right: Value) -> Value {
    Value(raw: LLVMBuildICmp(raw, LLVMIntNE, left.raw, right.raw, ""))
  }

  /// Inserts whether the pointer `value` lies from `start` on and before `end`.
  package func lies(_ value: Value, from start: Value, before end: Value) -> Value {
    and(
      Value(raw: LLVMBuildICmp(raw, LLVMIntUGE, value.raw, start.raw, "")),
      Value(raw: LLVMBuildICmp(raw, LLVMIntULT, value.raw, end.raw, "")))
  }

  /// Inserts whether both `left` and `right` hold.
  package func and(_ left: Value, _ right: Value) -> Value {
    Value(raw: LLVMBuildAnd(raw, left.raw, right.raw, ""))
  }

  /// Inserts a return of `value`, or of nothing.
  package func `return`(_ value: Value? = nil) {
    if let value {
      LLVMBuildRet(raw, value.raw)
    } else {
      LLVMBuildRetVoid(raw)
    }
  }

  /// Inserts a branch to `target`.
  package func branch(to target: Block) {
    LLVMBuildBr(raw, target.raw)
  }

  /// Inserts a switch on `value`.
  package func `switch`(_ value: Value, default other: Block, cases: [(Value, Block)]) {
    let result = LLVMBuildSwitch(raw, value.raw, other.raw, UInt32(cases.count))
    for (constant, block) in cases { LLVMAddCase(result, constant.raw, block.raw) }
  }

  /// Inserts an end that is never reached.
  package func unreachable() {
    LLVMBuildUnreachable(raw)
  }
}
