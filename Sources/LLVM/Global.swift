import CLLVM

/// How a global's name binds to other modules and files.
package enum Linkage: Hashable {
  case external, externalWeak, available, weak, linkOnce, common, appending, `internal`, `private`

  /// The linkage that LLVM calls `linkage`.
  init(_ linkage: LLVMLinkage) {
    switch linkage {
    case LLVMExternalWeakLinkage: self = .externalWeak
    case LLVMAvailableExternallyLinkage: self = .available
    case LLVMWeakAnyLinkage, LLVMWeakODRLinkage: self = .weak
    case LLVMLinkOnceAnyLinkage, LLVMLinkOnceODRLinkage: self = .linkOnce
    case LLVMCommonLinkage: self = .common
    case LLVMAppendingLinkage: self = .appending
    case LLVMInternalLinkage: self = .internal
    case LLVMPrivateLinkage, LLVMLinkerPrivateLinkage: self = .private
    default: self = .external
    }
  }
}

/// A function or a global variable.
package protocol Global: Hashable {

  /// The global as a value.
  var value: Value { get }
}

extension Global {

  /// The linker's name.
  package var name: String { value.name }

  /// Gives the global another name; a number is added if it is taken.
  package func rename(to name: String) {
    LLVMSetValueName2(value.raw, name, name.utf8.count)
  }

  /// `true` iff the body or initialiser stands elsewhere.
  package var isDeclaration: Bool { LLVMIsDeclaration(value.raw) != 0 }

  /// `true` iff this module defines it, for other files as well.
  package var isDefinedForAll: Bool { !isDeclaration && !isLocal }

  /// How the name binds.
  package var linkage: Linkage { Linkage(LLVMGetLinkage(value.raw)) }

  /// `true` iff no other file can see the name.
  package var isLocal: Bool { linkage == .internal || linkage == .private }

  /// Makes the name invisible outside the module.
  package func makeInternal() {
    LLVMSetComdat(value.raw, nil)
    LLVMSetVisibility(value.raw, LLVMDefaultVisibility)
    LLVMSetDLLStorageClass(value.raw, LLVMDefaultStorageClass)
    LLVMSetLinkage(value.raw, LLVMInternalLinkage)
  }

  /// Makes the name visible outside the module.
  package func makeExternal() {
    LLVMSetLinkage(value.raw, LLVMExternalLinkage)
  }

  /// The section that the source asks for, or an empty text.
  package var section: String { LLVMGetSection(value.raw).map { String(cString: $0) } ?? "" }

  /// The metadata node of kind `kind`.
  package func metadata(_ kind: MetadataKind, in context: Context) -> Value? {
    var count = 0
    guard let entries = LLVMGlobalCopyAllMetadata(value.raw, &count) else { return nil }
    defer { LLVMDisposeValueMetadataEntries(entries) }
    for index in 0..<count
    where LLVMValueMetadataEntriesGetKind(entries, UInt32(index)) == kind.id(in: context) {
      let node = LLVMValueMetadataEntriesGetMetadata(entries, UInt32(index))
      return Value(raw: LLVMMetadataAsValue(context.raw, node))
    }
    return nil
  }

  /// Attaches the metadata `node` as `kind`, in place of what was there.
  package func setMetadata(_ kind: MetadataKind, to node: Value, in context: Context) {
    LLVMGlobalSetMetadata(value.raw, kind.id(in: context), LLVMValueAsMetadata(node.raw))
  }

  /// Removes the metadata of kind `kind`.
  package func eraseMetadata(_ kind: MetadataKind, in context: Context) {
    LLVMGlobalEraseMetadata(value.raw, kind.id(in: context))
  }
}

/// A kind of metadata, by its name.
package struct MetadataKind: Hashable, Sendable {

  /// The name.
  package let name: String

  /// The kind called `name`.
  package init(_ name: String) {
    self.name = name
  }

  /// LLVM's number for the kind.
  func id(in context: Context) -> UInt32 {
    LLVMGetMDKindIDInContext(context.raw, name, UInt32(name.utf8.count))
  }

  /// Debug information.
  package static let debug = MetadataKind("dbg")
  /// The hash of a function's prototype.
  package static let kcfiType = MetadataKind("kcfi_type")
  /// Type-based alias information of an access.
  package static let tbaa = MetadataKind("tbaa")
}

extension Context {

  /// A metadata node of the texts `texts`.
  package func node(of texts: [String]) -> Value {
    var parts: [LLVMMetadataRef?] = texts.map {
      LLVMMDStringInContext2(raw, $0, $0.utf8.count)
    }
    let node = LLVMMDNodeInContext2(raw, &parts, parts.count)
    return Value(raw: LLVMMetadataAsValue(raw, node))
  }
}

extension Value {

  /// The operands of a metadata node that are texts, in order; others become empty texts.
  package var nodeTexts: [String] {
    let count = Int(LLVMGetMDNodeNumOperands(raw))
    var operands = [LLVMValueRef?](repeating: nil, count: count)
    LLVMGetMDNodeOperands(raw, &operands)
    return operands.map { operand in
      guard let operand, LLVMIsAMDString(operand) != nil else { return "" }
      var length: UInt32 = 0
      guard let start = LLVMGetMDString(operand, &length) else { return "" }
      return String(
        decoding: UnsafeRawBufferPointer(start: start, count: Int(length)), as: UTF8.self)
    }
  }

  /// The operands of a metadata node; `nil` where there is none.
  package var nodeOperands: [Value?] {
    let count = Int(LLVMGetMDNodeNumOperands(raw))
    var operands = [LLVMValueRef?](repeating: nil, count: count)
    LLVMGetMDNodeOperands(raw, &operands)
    return operands.map { $0.map { Value(raw: $0) } }
  }
}
