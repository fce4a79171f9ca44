import CLLVM
import LLVMShim

extension Module {

  /// The module in `bytes`, which `name` calls in messages; nothing checks its debug information.
  package init(
    bitcode bytes: UnsafeRawBufferPointer, named name: String, in context: Context
  ) throws(Failure) {
    Self.readsDebugInformationAsItIs
    let start = bytes.bindMemory(to: CChar.self).baseAddress
    // The range is parsed in place; it need not end in a zero.
    let buffer = LLVMCreateMemoryBufferWithMemoryRange(start, bytes.count, name, 0)
    defer { LLVMDisposeMemoryBuffer(buffer) }
    var result: LLVMModuleRef?
    guard LLVMParseBitcodeInContext2(context.raw, buffer, &result) == 0, let result else {
      throw Failure(context.takeErrors().joined(separator: "; "))
    }
    self.init(owning: result, in: context)
  }

  /// The module in `bytes`, which `name` calls in messages.
  package init(bytes: [UInt8], named name: String, in context: Context) throws(Failure) {
    let copy = UnsafeMutableRawBufferPointer.allocate(byteCount: bytes.count, alignment: 16)
    defer { copy.deallocate() }
    copy.copyBytes(from: bytes)
    try self.init(bitcode: UnsafeRawBufferPointer(copy), named: name, in: context)
  }

  /// The module that the assembly language `text` describes.
  package init(text: String, in context: Context) throws(Failure) {
    let buffer = text.withCString {
      LLVMCreateMemoryBufferWithMemoryRangeCopy($0, text.utf8.count, "text")
    }
    var result: LLVMModuleRef?
    var message: UnsafeMutablePointer<CChar>?
    // The buffer belongs to the parser.
    guard LLVMParseIRInContext(context.raw, buffer, &result, &message) == 0, let result else {
      throw Failure(String(consuming: message))
    }
    self.init(owning: result, in: context)
  }

  /// The module as bitcode.
  package var bitcode: [UInt8] {
    let buffer = LLVMWriteBitcodeToMemoryBuffer(raw)
    defer { LLVMDisposeMemoryBuffer(buffer) }
    let bytes = UnsafeRawBufferPointer(
      start: LLVMGetBufferStart(buffer), count: LLVMGetBufferSize(buffer))
    return Array(bytes)
  }

  /// LLVM's reader would verify each module that has debug information, and end the process if it is
  /// wrong: switched off, once.
  private static let readsDebugInformationAsItIs: Void = shim_read_debug_info_as_it_is()

  /// Throws what LLVM's verifier finds, debug information apart.
  package func verify() throws(Failure) {
    _ = try hasSoundDebugInformation()
  }

  /// `true` iff the debug information can be used; throws what else LLVM's verifier finds.
  package func hasSoundDebugInformation() throws(Failure) -> Bool {
    var isBroken = false
    if let message = shim_verify(raw, &isBroken) { throw Failure(String(consuming: message)) }
    return !isBroken
  }

  /// Reads all of the module, which may end the process if damaged bitcode was made into it.
  package func readThrough() {
    shim_read_through(raw)
  }

  /// `true` iff there is debug information, of a version of the format that LLVM has left behind.
  package var hasForeignDebugInformation: Bool {
    let version = LLVMGetModuleDebugMetadataVersion(raw)
    return version != 0 && version != LLVMDebugMetadataVersion()
  }

  /// Removes all debug information.
  package func stripDebugInformation() {
    _ = LLVMStripModuleDebugInfo(raw)
  }
}
