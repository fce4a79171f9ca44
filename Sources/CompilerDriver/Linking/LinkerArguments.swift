/// The arguments that clang gives its linker, taken apart as far as linking whole programs needs.
package struct LinkerArguments: Hashable, Sendable {

  /// One argument, with its operand if it has one.
  package enum Part: Hashable, Sendable {
    /// An option, word by word.
    case option([String])
    /// A file to link.
    case file(String)
    /// A library to search for, without `-l`.
    case library(String)
  }

  /// The kinds of what a linker makes.
  package enum Product: Hashable, Sendable {
    /// A program.
    case program
    /// A shared library.
    case sharedLibrary
    /// One object file made of several.
    case object
  }

  /// The arguments in their order, but for the output.
  package private(set) var parts: [Part] = []
  /// The file to make.
  package private(set) var output = "a.out"
  /// What the file shall be.
  package private(set) var product = Product.program
  /// The folders in which libraries are searched for.
  package private(set) var searchFolders: [String] = []

  /// The arguments `words`, in which response files have been expanded.
  package init(_ words: [String]) {
    var rest = words[...]
    while let word = rest.popFirst() {
      if !word.hasPrefix("-") || word == "-" {
        parts.append(.file(word))
      } else if let (name, operand) = Self.operand(of: word, from: &rest) {
        take(name: name, operand: operand, words: operand.isJoined ? [word] : [word, operand.text])
      } else {
        take(flag: word)
      }
    }
  }

  /// The libraries and files, of which there are none if the linker is only asked for its version.
  package var hasInput: Bool {
    parts.contains { part in
      if case .option = part { false } else { true }
    }
  }

  /// The symbols that the user's options rename or define, which bitcode cannot express.
  package var linkerSymbols: [String] {
    parts.compactMap { part in
      guard case .option(let words) = part else { return nil }
      let text = words.joined(separator: "=").drop { $0 == "-" }
      return text.hasPrefix("wrap=") || text.hasPrefix("defsym=") ? "--\(text)" : nil
    }
  }

  /// Records the option `name` with `operand`, which stood as `words`.
  private mutating func take(name: String, operand: Operand, words: [String]) {
    switch name {
    case "o", "output": output = operand.text
    case "l", "library": parts.append(.library(operand.text))
    case "L", "library-path":
      searchFolders.append(operand.text)
      parts.append(.option(words))
    default: parts.append(.option(words))
    }
  }

  /// Records an option without operand.
  private mutating func take(flag: String) {
    switch flag {
    case "-shared", "--shared", "-Bshareable": product = .sharedLibrary
    case "-r", "--relocatable", "-i": product = .object
    default: parts.append(.option([flag]))
    }
  }
}

extension LinkerArguments {

  /// The value of an option.
  private struct Operand {
    /// The value.
    let text: String
    /// `true` iff the value stands in the same word as the option.
    let isJoined: Bool
  }

  /// Options of one letter that have a value, in the same word or in the next.
  private static let letters: Set<Character> = [
    "L", "l", "o", "m", "z", "e", "u", "T", "y", "h", "F", "f", "b", "R",
  ]

  /// Options of several letters that have a value, behind `=` or in the next word.
  private static let names: Set<String> = [
    "auxiliary", "defsym", "dependency-file", "dynamic-linker", "dynamic-list", "entry",
    "error-limit", "exclude-libs", "export-dynamic-symbol", "export-dynamic-symbol-list", "filter",
    "fini", "format", "image-base", "init", "just-symbols", "keep-unique", "library",
    "library-path", "Map", "mllvm", "orphan-handling", "output", "plugin", "plugin-opt",
    "remap-inputs", "reproduce", "retain-symbols-file", "rpath", "rpath-link", "script",
    "section-start", "soname", "sort-section", "symbol-ordering-file", "sysroot", "Tbss", "Tdata",
    "Ttext", "trace-symbol", "undefined", "undefined-glob", "unresolved-symbols", "version-script",
    "why-extract", "wrap",
  ]

  /// The name and value of the option `word`, whose value may be the next of `rest`; `nil` for an
  /// option without value.
  private static func operand(
    of word: String, from rest: inout ArraySlice<String>
  ) -> (name: String, operand: Operand)? {
    let body = word.drop { $0 == "-" }
    if let equals = body.firstIndex(of: "="), names.contains(String(body[..<equals])) {
      let value = String(body[body.index(after: equals)...])
      return (String(body[..<equals]), Operand(text: value, isJoined: true))
    }
    if names.contains(String(body)) {
      return rest.popFirst().map { (String(body), Operand(text: $0, isJoined: false)) }
    }
    guard !word.hasPrefix("--"), let letter = body.first, letters.contains(letter) else {
      return nil
    }
    if body.count == 1 {
      return rest.popFirst().map { (String(letter), Operand(text: $0, isJoined: false)) }
    }
    // `-export-dynamic` is no `-e`, but then its operand does not matter either.
    return "Ll".contains(letter)
      ? (String(letter), Operand(text: String(body.dropFirst()), isJoined: true)) : nil
  }
}
