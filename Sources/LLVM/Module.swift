import CLLVM
import LLVMShim

/// A module of bitcode, owned.
package struct Module: ~Copyable {

  /// The context that the module lives in.
  package let context: Context
  /// LLVM's handle, or `nil` once the module was surrendered.
  private var handle: LLVMModuleRef?
  /// What moves other modules into this one, once one was; it remembers what it has seen of this one.
  private var linker: ShimLinkerRef?

  /// An empty module called `name`.
  package init(named name: String, in context: Context) {
    self.context = context
    handle = LLVMModuleCreateWithNameInContext(name, context.raw)
  }

  /// The module behind `handle`, which this one owns from now on.
  init(owning handle: LLVMModuleRef, in context: Context) {
    self.context = context
    self.handle = handle
  }

  deinit {
    if let linker { shim_linker_dispose(linker) }
    if let handle { LLVMDisposeModule(handle) }
  }

  /// LLVM's handle.
  var raw: LLVMModuleRef {
    guard let handle else { preconditionFailure("a module was used after it was linked away") }
    return handle
  }

  /// Gives the handle away.
  private consuming func surrender() -> LLVMModuleRef {
    precondition(linker == nil, "a module that absorbs others cannot be absorbed")
    let result = raw
    handle = nil
    return result
  }

  /// Moves everything of `other` into this module.
  package mutating func absorb(_ other: consuming Module) throws(Failure) {
    let source = other.surrender()
    let linker = linker ?? shim_linker_create(raw)!
    self.linker = linker
    if !shim_linker_absorb(linker, source) {
      throw Failure(context.takeErrors().joined(separator: "; "))
    }
  }

  /// Says that no further modules will be absorbed, so that this one may be changed at will.
  package mutating func finishAbsorbing() {
    if let linker { shim_linker_dispose(linker) }
    linker = nil
  }

  /// The target, e.g. `x86_64-unknown-linux-musl`.
  package var triple: String {
    get { LLVMGetTarget(raw).map { String(cString: $0) } ?? "" }
    nonmutating set { LLVMSetTarget(raw, newValue) }
  }

  /// The data layout, as text.
  package var dataLayout: String {
    get { LLVMGetDataLayoutStr(raw).map { String(cString: $0) } ?? "" }
    nonmutating set { LLVMSetDataLayout(raw, newValue) }
  }

  /// The file that the module was compiled from.
  package var sourceFile: String {
    String(readingWith: { LLVMGetSourceFileName(raw, $0) })
  }

  /// Names the file that the module was compiled from.
  package func setSourceFile(_ path: String) {
    LLVMSetSourceFileName(raw, path, path.utf8.count)
  }

  /// The module-level assembly.
  package var assembly: String {
    String(readingWith: { LLVMGetModuleInlineAsm(raw, $0) })
  }

  /// Adds lines of module-level assembly.
  package func appendAssembly(_ text: String) {
    LLVMAppendModuleInlineAsm(raw, text, text.utf8.count)
  }

  /// The functions, defined and declared.
  package var functions: [Function] {
    var result: [Function] = []
    var next = LLVMGetFirstFunction(raw)
    while let current = next {
      result.append(Function(value: Value(raw: current)))
      next = LLVMGetNextFunction(current)
    }
    return result
  }

  /// The global variables, defined and declared.
  package var variables: [GlobalVariable] {
    var result: [GlobalVariable] = []
    var next = LLVMGetFirstGlobal(raw)
    while let current = next {
      result.append(GlobalVariable(value: Value(raw: current)))
      next = LLVMGetNextGlobal(current)
    }
    return result
  }

  /// The function called `name`.
  package func function(_ name: String) -> Function? {
    LLVMGetNamedFunction(raw, name).map { Function(value: Value(raw: $0)) }
  }

  /// The variable called `name`.
  package func variable(_ name: String) -> GlobalVariable? {
    LLVMGetNamedGlobal(raw, name).map { GlobalVariable(value: Value(raw: $0)) }
  }

  /// Declares a function called `name` of type `type`.
  package func addFunction(_ name: String, _ type: Type) -> Function {
    Function(value: Value(raw: LLVMAddFunction(raw, name, type.raw)))
  }

  /// The variable called `name`, declared if there is none: the linker defines it.
  package func linkerSymbol(_ name: String) -> Value {
    if let known = variable(name) { return known.value }
    let byte = LLVMInt8TypeInContext(LLVMGetModuleContext(raw))
    return Value(raw: LLVMAddGlobal(raw, byte, name))
  }

  /// Defines a variable called `name` that holds `initialiser`.
  package func addVariable(_ name: String, holding initialiser: Value) -> GlobalVariable {
    let variable = LLVMAddGlobal(raw, LLVMTypeOf(initialiser.raw), name)!
    LLVMSetInitializer(variable, initialiser.raw)
    return GlobalVariable(value: Value(raw: variable))
  }

  /// The size of `type` in bytes, padding included.
  package func size(of type: Type) -> Int {
    Int(LLVMABISizeOfType(LLVMGetModuleDataLayout(raw), type.raw))
  }

  /// The alignment of `variable` in bytes.
  package func alignment(of variable: GlobalVariable) -> Int {
    let own = variable.alignment
    let layout = LLVMGetModuleDataLayout(raw)
    return own > 0 ? own : Int(LLVMPreferredAlignmentOfGlobal(layout, variable.raw))
  }

  /// The number of bytes that a store of `type` writes.
  package func storeSize(of type: Type) -> Int {
    Int(LLVMStoreSizeOfType(LLVMGetModuleDataLayout(raw), type.raw))
  }

  /// The offset in bytes of field `index` of the structure `type`.
  package func offset(of index: Int, in type: Type) -> Int {
    Int(LLVMOffsetOfElement(LLVMGetModuleDataLayout(raw), type.raw, UInt32(index)))
  }

  /// The sum of the offsets of `pointer`, a `getelementptr`, in bytes, if all are constant.
  package func constantOffset(of pointer: Value) -> Int? {
    var offset: Int64 = 0
    return shim_constant_offset(pointer.raw, raw, &offset) ? Int(offset) : nil
  }

  /// What a load of `type` at `offset` bytes into `constant` yields, if that can be told.
  package func load(_ type: Type, from constant: Value, at offset: Int) -> Value? {
    shim_constant_load(constant.raw, UInt64(offset), type.raw, raw).map { Value(raw: $0) }
  }

  /// Forbids LLVM to delete `globals`, functions and variables of this module.
  package func keep(_ globals: [Value]) {
    var raws: [LLVMValueRef?] = globals.map(\.raw)
    if !raws.isEmpty { shim_keep(raw, &raws, raws.count) }
  }

  /// The aliases.
  package var aliases: [Alias] {
    var result: [Alias] = []
    var next = LLVMGetFirstGlobalAlias(raw)
    while let current = next {
      result.append(Alias(value: Value(raw: current)))
      next = LLVMGetNextGlobalAlias(current)
    }
    return result
  }

  /// Puts the numbers of instructions in the place of lines: from 1 on, in the order of functions,
  /// blocks and instructions. Returns the last.
  package func numberInstructions() -> Int {
    Int(shim_number_instructions(raw))
  }

  /// Keeps only lines and inlining of the debug information.
  package func stripToLineTables() {
    shim_strip_to_line_tables(raw)
  }

  /// The module flag called `name`, if it is a number.
  package func flag(_ name: String) -> UInt64? {
    let value = shim_module_flag(raw, name)
    return value < 0 ? nil : UInt64(value)
  }

  /// Makes plain calls of all invokes, and drops what only unwinding reaches, with the tables for it.
  package func dropUnwinding() {
    shim_drop_unwinding(raw)
  }

  /// Drops what functions with large frames touch of the stack first, page by page.
  ///
  /// LLVM 22 forgets to make code of it where it aligns the stack for a call that changes the frame
  /// pointer, so that the function which is called finds it misaligned.
  package func dropStackProbes() {
    shim_drop_stack_probes(raw)
  }

  /// Lets the next code generation, of this module, outline only what pays with its unwind tables.
  package func priceOutlining() {
    shim_price_outlining(raw)
  }

  /// Gives each function of `least` instructions or more a frame pointer.
  package func useFramePointers(from least: Int) {
    shim_use_frame_pointers(raw, UInt32(least))
  }

  /// Removes the prototype hashes and what would make LLVM check them at run time.
  package func stripPrototypeHashes() {
    shim_strip_kcfi(raw)
  }

  /// The text in LLVM's assembly language.
  package var text: String { String(consuming: LLVMPrintModuleToString(raw)) }

  /// A copy in the same context.
  package func clone() -> Module {
    Module(owning: LLVMCloneModule(raw), in: context)
  }
}
