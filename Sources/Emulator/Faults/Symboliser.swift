internal import FoundationEssentials
internal import LibraryOS

/// Symbols of a file, found by LLVM's symboliser, which reads debug information.
struct Symboliser: SymbolSource {

  /// The path of the symboliser.
  private let tool: String
  /// The file with the symbols.
  private let file: String

  /// The symbols in `file`, if the symboliser is installed.
  init?(file: String) {
    guard let tool = try? Tool.symboliser.path() else { return nil }
    self.tool = tool
    self.file = file
  }

  /// One address of the symboliser's answer.
  private struct Answer: Decodable {
    /// The functions, the innermost first.
    let functions: [Function]?

    /// The symboliser's names.
    enum CodingKeys: String, CodingKey {
      case functions = "Symbol"
    }
  }

  /// One function of the symboliser's answer.
  private struct Function: Decodable {
    /// The function's name; empty if it is not known.
    let name: String
    /// The file's name; empty if it is not known.
    let file: String
    /// The line; 0 if it is not known.
    let line: Int

    /// The symboliser's names.
    enum CodingKeys: String, CodingKey {
      case name = "FunctionName"
      case file = "FileName"
      case line = "Line"
    }
  }

  /// The functions at `address`.
  func frames(at address: UInt64) -> [SymbolFrame] {
    let arguments = [
      "--obj=\(file)", "--output-style=JSON", "--relativenames", "0x" + String(address, radix: 16),
    ]
    guard let text = try? ChildProcess.output(path: tool, arguments: arguments),
      let answers = try? JSONDecoder().decode([Answer].self, from: Data(text))
    else { return [] }
    return (answers.first?.functions ?? []).filter { !$0.name.isEmpty }.map { function in
      SymbolFrame(
        function: function.name, file: function.file.isEmpty ? nil : function.file,
        line: function.line == 0 ? nil : function.line)
    }
  }
}
