import Model

/// What the linker says, turned into diagnostics.
///
/// A message of the linker is a line `ld.lld: error: …` and the lines after it that start with `>>>`.
enum LinkerMessages {

  /// Returns the errors and warnings in `text`.
  static func diagnostics(in text: String) -> [Diagnostic] {
    var result: [Diagnostic] = []
    var current: (level: Diagnostic.Level, message: String)?
    var details: [Substring] = []
    for line in text.split(separator: "\n") {
      if line.hasPrefix(">>>") {
        details.append(line.dropFirst(3).drop { $0 == " " })
      } else if let start = start(of: line) {
        if let (level, message) = current { result.append(diagnostic(level, message, details)) }
        (current, details) = (start, [])
      }
    }
    if let (level, message) = current { result.append(diagnostic(level, message, details)) }
    return result
  }

  /// Returns the level and the text of the message that `line` starts, or `nil` if it starts none.
  private static func start(of line: Substring) -> (level: Diagnostic.Level, message: String)? {
    for (marker, level) in [("error: ", Diagnostic.Level.error), ("warning: ", .warning)] {
      guard let range = line.firstRange(of: ": " + marker) else { continue }
      if line[..<range.lowerBound].contains(where: { $0 == " " }) { continue }
      return (level, String(line[range.upperBound...]))
    }
    let fatal = "LLVM ERROR: "
    return line.hasPrefix(fatal) ? (.error, String(line.dropFirst(fatal.count))) : nil
  }

  /// Returns the diagnostic for `message` with the lines `details` below it.
  private static func diagnostic(
    _ level: Diagnostic.Level, _ message: String, _ details: [Substring]
  ) -> Diagnostic {
    var notes: [String] = []
    var site: Site?
    for (index, detail) in details.enumerated() {
      if isObject(detail), index > 0 { continue }
      guard let (verb, place) = place(in: detail) else {
        notes.append(String(detail))
        continue
      }
      let holder = index + 1 < details.count ? symbol(in: details[index + 1]) : nil
      if site == nil {
        site = place
        if let holder { notes.append("\(verb) in \(holder)") }
      } else {
        notes.append("\(verb) at \(place)" + (holder.map { " in \($0)" } ?? ""))
      }
    }
    return Diagnostic(
      level, at: site, quoted(message), notes: notes, recommendation: recommendation(for: message))
  }

  /// Returns the verb and the place of a line such as `referenced by a.c:2 (/src/a.c:2)`.
  private static func place(in line: Substring) -> (verb: String, place: Site)? {
    for (start, verb) in [("referenced by ", "referenced"), ("defined at ", "defined")] {
      guard line.hasPrefix(start) else { continue }
      var place = line.dropFirst(start.count)
      if place.hasSuffix(")"), let open = place.lastIndex(of: "("), open != place.startIndex {
        place = place[place.index(after: open)...].dropLast()
      }
      guard let colon = place.lastIndex(of: ":"),
        let line = Int(place[place.index(after: colon)...])
      else { return (verb, Site(String(place))) }
      // Debug information uses line 0 for code that has no line of its own.
      return (verb, Site(String(place[..<colon]), line: line > 0 ? line : nil))
    }
    return nil
  }

  /// Returns `true` iff `line` only says in which object something stands.
  private static func isObject(_ line: Substring) -> Bool {
    line.hasSuffix(")") && line.contains(":(") && place(in: line) == nil
  }

  /// Returns the symbol of a line such as `program.o:(main)`.
  private static func symbol(in line: Substring) -> Substring? {
    guard isObject(line), let range = line.ranges(of: ":(").last else { return nil }
    let name = line[range.upperBound...].dropLast()
    return name.hasPrefix(".") ? nil : name
  }

  /// Returns `message` with the symbol that it ends with, if it does, in quotes.
  private static func quoted(_ message: String) -> String {
    for start in ["undefined symbol: ", "duplicate symbol: "] where message.hasPrefix(start) {
      return "\(start.dropLast(2)) '\(message.dropFirst(start.count))'"
    }
    return message
  }

  /// Returns what the user can do about `message`, if that is known.
  private static func recommendation(for message: String) -> String? {
    if message.hasPrefix("undefined symbol: ") {
      return "add the bitcode file or archive that defines it"
    }
    if message.hasPrefix("duplicate symbol: ") { return "leave out one of the two definitions" }
    if message.contains("No space left on device") {
      return "free some space there, or choose another folder"
    }
    return nil
  }
}
