internal import CClang

/// A declaration, a statement or an expression of a translation unit.
package struct Cursor {

  /// libclang's handle.
  private let raw: CXCursor
  /// The unit, which the handle belongs to.
  private let unit: TranslationUnit

  /// The cursor `raw` of `unit`.
  init(raw: CXCursor, unit: TranslationUnit) {
    self.raw = raw
    self.unit = unit
  }

  /// What a cursor is, as far as anybody asks.
  package enum Kind {
    case function, variable, call, reference, other
  }

  /// What the cursor is.
  package var kind: Kind {
    switch clang_getCursorKind(raw) {
    case CXCursor_FunctionDecl: .function
    case CXCursor_VarDecl: .variable
    case CXCursor_CallExpr: .call
    case CXCursor_DeclRefExpr: .reference
    default: .other
    }
  }

  /// The name of what is declared or referred to.
  package var name: String { String(taking: clang_getCursorSpelling(raw)) }

  /// `true` iff this declaration has its body or initialiser with it.
  package var isDefinition: Bool { clang_isCursorDefinition(raw) != 0 }

  /// `true` iff other files see what is declared under its name.
  package var isExternal: Bool { clang_getCursorLinkage(raw) == CXLinkage_External }

  /// `true` iff the cursor stands in a header of the system.
  package var isInSystemHeader: Bool {
    clang_Location_isInSystemHeader(clang_getCursorLocation(raw)) != 0
  }

  /// The declaration that a reference or a call means.
  package var referenced: Cursor? {
    let result = clang_getCursorReferenced(raw)
    return clang_Cursor_isNull(result) != 0 ? nil : Cursor(raw: result, unit: unit)
  }

  /// The arguments of a call.
  package var arguments: [Cursor] {
    let count = clang_Cursor_getNumArguments(raw)
    return (0..<max(count, 0)).map {
      Cursor(raw: clang_Cursor_getArgument(raw, UInt32($0)), unit: unit)
    }
  }

  /// The parts of the cursor, in their order in the source.
  package var children: [Cursor] {
    var result = Collector()
    withUnsafeMutablePointer(to: &result) { collector in
      _ = clang_visitChildren(
        raw,
        { cursor, _, data in
          data!.assumingMemoryBound(to: Collector.self).pointee.cursors.append(cursor)
          return CXChildVisit_Continue
        }, collector)
    }
    return result.cursors.map { Cursor(raw: $0, unit: unit) }
  }

  /// What a visit fills.
  private struct Collector {
    /// The cursors so far.
    var cursors: [CXCursor] = []
  }

  /// The value of a constant expression or of a variable with such an initialiser, if it is an
  /// integer; as 64 bits, sign-extended.
  package var integer: Int64? {
    guard let result = clang_Cursor_Evaluate(raw) else { return nil }
    defer { clang_EvalResult_dispose(result) }
    guard clang_EvalResult_getKind(result) == CXEval_Int else { return nil }
    if clang_EvalResult_isUnsignedInt(result) != 0 {
      return Int64(bitPattern: clang_EvalResult_getAsUnsigned(result))
    }
    return clang_EvalResult_getAsLongLong(result)
  }

  /// Where the cursor stands; what a macro makes stands where the macro is used.
  package var place: (file: String, line: Int)? { Self.place(clang_getCursorLocation(raw)) }

  /// The file and line of `location`.
  static func place(_ location: CXSourceLocation) -> (file: String, line: Int)? {
    var file: CXFile?
    var line: UInt32 = 0
    clang_getExpansionLocation(location, &file, &line, nil, nil)
    guard let file else { return nil }
    return (String(taking: clang_getFileName(file)), Int(line))
  }
}
