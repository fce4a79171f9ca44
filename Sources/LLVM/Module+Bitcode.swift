import CLLVM
import LLVMShim

extension Module {

  /// The module in `bytes`, which `name` calls in messages.
  ///
  /// LLVM writes what it thinks of malformed debug information to standard error, and then drops it;
  /// `isQuiet` keeps that back.
  package init(
    bitcode bytes: UnsafeRawBufferPointer, named name: String, in context: Context,
    isQuiet: Bool = false
  ) throws(Failure) {
    let silence = isQuiet ? Silence() : nil
    defer { silence?.end() }
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

  /// Throws what LLVM's verifier finds, debug information apart.
  package func verify() throws(Failure) {
    if let message = shim_verify(raw) { throw Failure(String(consuming: message)) }
  }
}
