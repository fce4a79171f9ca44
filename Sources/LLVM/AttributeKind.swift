import CLLVM

/// LLVM's own attributes, by the names that they have in its language reference.
enum AttributeKind {

  /// The number of the attribute `name`.
  static func number(of name: String) -> UInt32 {
    let kind = LLVMGetEnumAttributeKindForName(name, name.utf8.count)
    precondition(kind != 0, "LLVM has no attribute \(name)")
    return kind
  }

  /// A structure is passed in memory, as a copy.
  static let byValue = number(of: "byval")
}
