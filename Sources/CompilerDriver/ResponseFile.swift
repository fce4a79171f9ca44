internal import FoundationEssentials
package import Model

/// Files of arguments, which `@FILE` on a command line stands for.
///
/// They are read as gcc, clang and the linkers read them: words end at blanks and line breaks,
/// quotes of both kinds group, and a backslash takes the next character as it is.
package enum ResponseFile {

  /// Returns `words` with each `@FILE` replaced by the words in that file, and so on inside; the name
  /// of a file that cannot be read stays as it is.
  package static func expand(_ words: [String], depth: Int = 0) throws(Diagnostic) -> [String] {
    var result: [String] = []
    for word in words {
      guard word.hasPrefix("@"), word.count > 1, let text = read(String(word.dropFirst())) else {
        result.append(word)
        continue
      }
      guard depth < 64 else {
        throw .error(at: Site(String(word.dropFirst())), "the response file contains itself")
      }
      result += try expand(split(text), depth: depth + 1)
    }
    return result
  }

  /// Returns the text of `file`.
  private static func read(_ file: String) -> String? {
    guard let data = try? Data(contentsOf: URL(filePath: file)) else { return nil }
    return String(decoding: data, as: UTF8.self)
  }

  /// Returns the words in `text`.
  package static func split(_ text: String) -> [String] {
    var words: [String] = []
    var word: String?
    var quote: Character?
    var isEscaped = false
    for character in text {
      if isEscaped {
        word = (word ?? "") + String(character)
        isEscaped = false
      } else if character == "\\" {
        isEscaped = true
      } else if character == quote {
        quote = nil
      } else if quote != nil {
        word?.append(character)
      } else if character == "\"" || character == "'" {
        quote = character
        word = word ?? ""
      } else if character.isWhitespace {
        if let word { words.append(word) }
        word = nil
      } else {
        word = (word ?? "") + String(character)
      }
    }
    return words + (word.map { [$0] } ?? [])
  }
}
