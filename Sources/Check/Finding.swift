package import Model

/// Something that a program asks for and does not get, or not for certain.
package struct Finding: Hashable, Codable, Sendable {

  /// What is asked for.
  package enum Kind: String, Hashable, Codable, Sendable {
    /// A system call.
    case systemCall = "system call"
    /// A command, request, option or flag of a system call.
    case argument
    /// A function of a C library.
    case function
    /// The source itself has a mistake.
    case source
  }

  /// What is asked for.
  package let kind: Kind
  /// Its name, such as `fork` or `F_SETLEASE`.
  package let name: String
  /// What there is to say; an error iff the program does not get it.
  package let diagnostic: Diagnostic

  /// The finding that `diagnostic` tells of, about the `kind` called `name`.
  package init(_ kind: Kind, _ name: String, _ diagnostic: Diagnostic) {
    self.kind = kind
    self.name = name
    self.diagnostic = diagnostic
  }
}

extension [Finding] {

  /// The findings in the order of their places, each once.
  func sorted() -> [Finding] {
    Set(self).sorted { one, two in
      let (left, right) = (one.diagnostic, two.diagnostic)
      let places = (left.site?.file ?? "", right.site?.file ?? "")
      if places.0 != places.1 { return places.0 < places.1 }
      let lines = (left.site?.line ?? 0, right.site?.line ?? 0)
      if lines.0 != lines.1 { return lines.0 < lines.1 }
      return (one.name, left.message) < (two.name, right.message)
    }
  }
}
