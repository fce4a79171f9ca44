/// Something that knows what stands at an address of an image.
package protocol SymbolSource {

  /// The functions that the instruction at `address` belongs to, the innermost of inlined ones first.
  func frames(at address: UInt64) -> [SymbolFrame]
}

/// A function at an address.
package struct SymbolFrame: Hashable, Sendable {

  /// The function's name.
  package let function: String
  /// The source file, if it is known.
  package let file: String?
  /// The line in the file, if it is known.
  package let line: Int?

  /// The frame of `function` at `line` of `file`.
  package init(function: String, file: String? = nil, line: Int? = nil) {
    self.function = function
    self.file = file
    self.line = line
  }
}

extension SymbolFrame: CustomStringConvertible {

  /// `function (file:line)`, as far as it is known.
  package var description: String {
    guard let file else { return function }
    return "\(function) (\(file)\(line.map { ":\($0)" } ?? ""))"
  }
}
