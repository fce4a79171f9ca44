/// The text that a boot loader hands to an image.
///
/// Words are separated by blanks; double quotes group, and a backslash takes the next character as
/// it is. Words before a lone `--` are settings (`NAME=VALUE`), words after it are the program's
/// arguments; without `--`, all words are arguments.
package enum KernelCommandLine {

  /// Returns the text with the user's `settings`, as they are, and the program's `arguments`.
  package static func text(settings: [String], arguments: [String]) -> String {
    let head = settings.joined(separator: " ")
    let tail = arguments.map(quote).joined(separator: " ")
    if head.isEmpty && tail.isEmpty { return "" }
    // A user who writes the `--` himself has arguments before ours.
    let words = head.isEmpty ? [] : [head]
    let separator = head.split(separator: " ").contains("--") ? [] : ["--"]
    return (words + separator + (tail.isEmpty ? [] : [tail])).joined(separator: " ")
  }

  /// Returns `word` so that it is read back as one word.
  package static func quote(_ word: String) -> String {
    let isPlain = word.utf8.allSatisfy { $0 > 0x20 && !#""\"#.utf8.contains($0) }
    if isPlain && !word.isEmpty && word != "--" { return word }
    var quoted = "\""
    for scalar in word.unicodeScalars {
      if scalar == "\"" || scalar == "\\" { quoted.unicodeScalars.append("\\") }
      quoted.unicodeScalars.append(scalar)
    }
    return quoted + "\""
  }
}
