/// The stages, in their order.
package enum Stage: String, CaseIterable, Hashable, Codable, Sendable {
  case link, bind, analyse, specialise, eliminate, codegen, image, report

  /// Why the stage stands where it does.
  package var place: String {
    switch self {
    case .link: "first: there is no program before the files are one"
    case .bind: "before analysis, so that branches on the deployment are constant there"
    case .analyse: "on what is known, and again after each change"
    case .specialise: "after analysis, whose facts it folds into the code"
    case .eliminate: "after specialisation, which cuts the last references"
    case .codegen: "when nothing changes any more"
    case .image: "with the size of everything known"
    case .report: "last: it reads the decisions and the map of the bytes"
    }
  }

  /// What holds once the stage is done.
  package var invariant: String {
    switch self {
    case .link: "one module; what is undefined in it, machine code defines; each root has a reason"
    case .bind: "what the deployment fixes is constant; registrations are tables and direct calls"
    case .analyse: "what can run and what can be read is known, with the cause of each step"
    case .specialise: "fewer facts are left to run time"
    case .eliminate: "every symbol has a path from a root"
    case .codegen: "each symbol is a section of machine code or data"
    case .image: "a file that boots, every byte of which has a label"
    case .report: "the totals equal the file"
    }
  }
}
