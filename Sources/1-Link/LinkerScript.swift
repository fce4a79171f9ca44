import Foundation
import Model

/// The symbols of a linker script: those that it defines and those that it refers to.
///
/// This is a reader of names, not of the language: `NAME =`, `PROVIDE(NAME =`, `ENTRY(NAME)`,
/// `EXTERN(NAME…)` and names in expressions. A name that it takes for a reference without need is a root too many,
/// never one too few.
struct LinkerScript {

  /// Symbols that the script assigns.
  private(set) var defined: Set<String> = []
  /// Symbols that the script mentions and does not assign.
  private(set) var referenced: Set<String> = []

  /// Reads the script at `path`.
  init(path: String) throws {
    guard let text = try? String(contentsOfFile: path, encoding: .utf8) else {
      throw DiagnosedFailure(
        .error(
          at: Site(path), "the linker script cannot be read",
          recommendation: "run runtime/setup.sh in a complete checkout"))
    }
    self.init(text: text)
  }

  /// Reads the script `text`.
  init(text: String) {
    let tokens = Self.tokens(of: text)
    for (index, token) in tokens.enumerated() where Self.isName(token) {
      let next = index + 1 < tokens.count ? tokens[index + 1] : ""
      let afterNext = index + 2 < tokens.count ? tokens[index + 2] : ""
      let previous = index > 0 ? tokens[index - 1] : ""
      if next == "=" && afterNext != "=" {
        defined.insert(token)
      } else if previous == "(" && index > 1 && tokens[index - 2] == "ENTRY" {
        referenced.insert(token)
      } else if Self.isInList(index, of: tokens) {
        referenced.insert(token)
      } else if Self.isOperator(previous) || Self.isOperator(next) || next == ";" {
        referenced.insert(token)
      }
    }
    referenced.subtract(defined)
    referenced.subtract(Self.keywords)
  }

  /// Words of the language that look like names.
  private static let keywords: Set<String> = [
    "ALIGN", "SIZEOF", "ADDR", "LOADADDR", "MAX", "MIN", "CONSTANT", "MAXPAGESIZE", "DEFINED",
    "SECTIONS", "PHDRS", "ENTRY", "KEEP", "PROVIDE", "PROVIDE_HIDDEN", "ASSERT", "SORT",
    "SORT_BY_NAME", "EXTERN", "SORT_BY_INIT_PRIORITY", "SIZEOF_HEADERS", "PT_LOAD", "PT_NOTE",
    "FLAGS",
  ]

  /// `true` iff token `index` is one of the names in `EXTERN(…)`.
  private static func isInList(_ index: Int, of tokens: [String]) -> Bool {
    let start = tokens[..<index].lastIndex { !isName($0) && $0 != "," } ?? 0
    return start > 0 && tokens[start] == "(" && tokens[start - 1] == "EXTERN"
  }

  /// `true` iff `token` joins the terms of an expression.
  private static func isOperator(_ token: String) -> Bool {
    ["+", "-", "*", "/", "&", "|", "~", "?", ":", "<", ">", "="].contains(token)
  }

  /// `true` iff `token` can name a symbol.
  private static func isName(_ token: String) -> Bool {
    guard let first = token.first else { return false }
    return (first.isLetter || first == "_") && !keywords.contains(token)
  }

  /// The words and signs of `text`, without comments and quoted texts.
  private static func tokens(of text: String) -> [String] {
    var result: [String] = []
    var word = ""
    var rest = Substring(text)
    /// Ends the word that is being read.
    func finish() {
      if !word.isEmpty { result.append(word) }
      word = ""
    }
    while let character = rest.first {
      if rest.hasPrefix("/*") {
        finish()
        rest = rest.range(of: "*/").map { rest[$0.upperBound...] } ?? ""
        continue
      }
      rest.removeFirst()
      if character == "\"" {
        finish()
        rest = rest.firstIndex(of: "\"").map { rest[rest.index(after: $0)...] } ?? ""
      } else if character.isLetter || character.isNumber || "_.$".contains(character) {
        word.append(character)
      } else {
        finish()
        if !character.isWhitespace { result.append(String(character)) }
      }
    }
    finish()
    return result
  }
}
