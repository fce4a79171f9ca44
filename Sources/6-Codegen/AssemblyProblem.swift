package import Model

/// Assembly that the code generator could not translate: nothing else of a valid program is refused.
package struct AssemblyProblem: Error, Hashable, Sendable {

  /// LLVM's words, a line each.
  package let lines: [String]
  /// The assembly, if it could be found.
  package let text: String?
  /// Where it stands in the source, as far as the program still knows.
  package let site: Site?
  /// The function that it stands in, after inlining.
  package let function: String?
}

/// All that the code generator could not translate.
package struct AssemblyProblems: Error, Sendable {

  /// The problems, in the order in which they were found.
  package let problems: [AssemblyProblem]
}
