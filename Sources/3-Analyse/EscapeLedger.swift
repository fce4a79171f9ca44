import Engine
import Model
import WholeProgram

/// What went where the engine could not follow it: the part of the ledger that it writes.
///
/// What it computes: an entry for each function and variable whose address an instruction lets go,
/// with the place of that instruction. Why that is sound: it takes nothing away. What it cannot see:
/// further instructions that let the same address go; what escapes only because something that
/// escaped points to it has no entry. Cost: one look at each object.
struct EscapeLedger {

  /// What was read of the program.
  private let reader: CodeReader
  /// The fixpoint.
  private let solver: Solver
  /// The symbols.
  private let index: SymbolIndex

  /// The ledger of what `solver` found for `reader`'s code.
  init(_ reader: CodeReader, _ solver: Solver, _ index: SymbolIndex) {
    self.reader = reader
    self.solver = solver
    self.index = index
  }

  /// The entries, in the order of the symbols.
  var entries: [Assumption] {
    solver.escapeCauses.sorted { $0.key < $1.key }.compactMap { object, cause in
      guard object > 0, object <= index.count, cause.holder < 0, cause.step >= 0 else { return nil }
      let step = reader.code.steps[Int(cause.step)]
      return Assumption(
        hazard: Self.hazard(of: step.action),
        assumption: "anything that is not followed may use it",
        site: reader.instructionOfStep[Int(cause.step)]?.place, symbol: index.name(object - 1))
    }
  }

  /// What is not seen of an instruction that does `action`.
  private static func hazard(of action: Code.Action) -> String {
    switch action {
    case .foreign: "given to assembly, or to code that is not seen"
    case .store, .exchange, .copyMemory, .setMemory, .startVariadic:
      "stored where it is not followed"
    case .call: "passed to a function that is not followed"
    case .arithmetic: "computed with as a number"
    case .return: "returned to where it is not followed"
    default: "mixed with too many others"
    }
  }
}
