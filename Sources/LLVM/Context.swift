import CLLVM
import LLVMShim

/// A world of types and constants, in which modules live; one for each run.
///
/// A context belongs to one thread.
package final class Context {

  /// LLVM's handle.
  let raw: LLVMContextRef

  /// What LLVM said about a program.
  package struct Report {
    /// LLVM's words.
    package let message: String
    /// `true` iff the result cannot be used, `false` for a warning.
    package let isError: Bool
    /// The instruction that it is about, as long as the program is not changed.
    package let instruction: Instruction?
    /// The compiler's number of the inline assembly that it is about, or 0.
    package let assemblyNumber: UInt64
  }

  /// The errors and warnings since the last call of `takeReports()`.
  private var reports: [Report] = []

  /// An empty context.
  package init() {
    raw = LLVMContextCreate()
    LLVMContextSetDiagnosticHandler(raw, Self.record, Unmanaged.passUnretained(self).toOpaque())
  }

  deinit {
    LLVMContextDispose(raw)
  }

  /// Returns the errors and warnings that were reported since the last call.
  package func takeReports() -> [Report] {
    defer { reports = [] }
    return reports
  }

  /// Returns the texts of the errors that were reported since the last call.
  package func takeErrors() -> [String] {
    takeReports().filter(\.isError).map(\.message)
  }

  /// Keeps `diagnostic` if it is an error or a warning; LLVM's default would end the process.
  private static let record: LLVMDiagnosticHandler = { diagnostic, receiver in
    guard let diagnostic, let receiver else { return }
    let severity = LLVMGetDiagInfoSeverity(diagnostic)
    guard severity == LLVMDSError || severity == LLVMDSWarning else { return }
    let context = Unmanaged<Context>.fromOpaque(receiver).takeUnretainedValue()
    var instruction: LLVMValueRef?
    var number: UInt64 = 0
    shim_diagnostic_place(diagnostic, &instruction, &number)
    context.reports.append(
      Report(
        message: String(consuming: LLVMGetDiagInfoDescription(diagnostic)),
        isError: severity == LLVMDSError,
        instruction: instruction.map { Instruction(value: Value(raw: $0)) },
        assemblyNumber: number))
  }

  /// The integer type of `bits` bits.
  package func integerType(_ bits: Int) -> Type {
    Type(raw: LLVMIntTypeInContext(raw, UInt32(bits)))
  }

  /// The type of pointers.
  package var pointerType: Type { Type(raw: LLVMPointerTypeInContext(raw, 0)) }

  /// The type of functions that return nothing.
  package var voidType: Type { Type(raw: LLVMVoidTypeInContext(raw)) }

  /// The type of functions from `parameters` to `result`.
  package func functionType(
    _ parameters: [Type], to result: Type, isVariadic: Bool = false
  ) -> Type {
    var raws: [LLVMTypeRef?] = parameters.map(\.raw)
    return Type(raw: LLVMFunctionType(result.raw, &raws, UInt32(raws.count), isVariadic ? 1 : 0))
  }

  /// The integer `value` of `bits` bits.
  package func integer(_ value: UInt64, bits: Int) -> Value {
    Value(raw: LLVMConstInt(LLVMIntTypeInContext(raw, UInt32(bits)), value, 0))
  }

  /// The bytes `bytes`, as an array.
  package func data(_ bytes: some Sequence<UInt8>) -> Value {
    let array = Array(bytes)
    return array.withUnsafeBytes { buffer in
      let start = buffer.bindMemory(to: CChar.self).baseAddress
      return Value(raw: LLVMConstStringInContext2(raw, start, buffer.count, 1))
    }
  }

  /// The array of `elements`, each of type `type`.
  package func array(_ elements: [Value], of type: Type) -> Value {
    var raws: [LLVMValueRef?] = elements.map(\.raw)
    return Value(raw: LLVMConstArray2(type.raw, &raws, UInt64(raws.count)))
  }

  /// The anonymous structure of `elements`.
  package func structure(_ elements: [Value], isPacked: Bool = false) -> Value {
    var raws: [LLVMValueRef?] = elements.map(\.raw)
    return Value(
      raw: LLVMConstStructInContext(raw, &raws, UInt32(raws.count), isPacked ? 1 : 0))
  }

  /// The address `offset` bytes into the global `base`.
  package func address(_ offset: Int, into base: Value) -> Value {
    if offset == 0 { return base }
    var indices: [LLVMValueRef?] = [integer(UInt64(offset), bits: 64).raw]
    return Value(raw: LLVMConstInBoundsGEP2(integerType(8).raw, base.raw, &indices, 1))
  }

  /// The null pointer.
  package var null: Value { Value(raw: LLVMConstNull(LLVMPointerTypeInContext(raw, 0))) }
}
