import Codegen
import Model

/// What the user is told of assembly that cannot be translated.
extension AssemblyProblems {

  /// The problems as diagnostics, each at the place that `place` finds for it.
  func diagnosed(at place: (AssemblyProblem) -> Site?) -> DiagnosedFailure {
    DiagnosedFailure(
      problems.map { problem in
        .error(
          at: place(problem), "assembly that cannot be translated",
          notes: problem.lines + (problem.function.map { ["it ended up in '\($0)'"] } ?? []),
          recommendation: "correct the assembly; it must be for x86-64")
      })
  }
}
