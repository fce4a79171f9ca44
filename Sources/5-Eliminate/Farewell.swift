import LLVM
import Model
import WholeProgram

/// Says why symbols go, before they do.
///
/// What it computes: for a symbol that the analysis did not reach, who names it and why that does not
/// count. Why that is sound: it decides nothing. Cost: one look at each use of what goes.
struct Farewell {

  /// What the analysis found.
  private let analysis: Analysis
  /// How many names a reason tells.
  private static let mostNames = 2

  /// Reasons from `analysis`, made before anything is changed.
  init(_ analysis: Analysis) { self.analysis = analysis }

  /// Why the symbol `value` goes.
  func reason(for value: Value) -> String {
    var deadCode: [String] = []
    var deadTables: [String] = []
    var unreadTables: [String] = []
    var takers: [String] = []
    for namer in namers(of: value) {
      if let instruction = namer.asInstruction {
        let function = instruction.function
        if isLive(function.value) {
          takers.append(function.name + (instruction.place.map { " at \($0)" } ?? ""))
        } else if function.value != value {
          deadCode.append(function.name)
        }
      } else if isLive(namer) {
        unreadTables.append(namer.name)
      } else {
        deadTables.append(namer.name)
      }
    }
    if !takers.isEmpty, value.kind == .function {
      return "\(Self.list(takers)) names it, but no call reaches it"
    }
    if !unreadTables.isEmpty {
      return "nothing reads where it stands in \(Self.list(unreadTables))"
    }
    if !deadCode.isEmpty { return "only code that cannot run names it: \(Self.list(deadCode))" }
    if !deadTables.isEmpty { return "only what nothing uses names it: \(Self.list(deadTables))" }
    return "nothing names it"
  }

  /// `true` iff the analysis reached `value`.
  private func isLive(_ value: Value) -> Bool {
    analysis.index[value].map { analysis.isLive[Int($0)] } ?? true
  }

  /// The instructions and variables that name `value`, also within constants.
  private func namers(of value: Value) -> [Value] {
    var result: [Value] = []
    var pending = value.users
    var seen: Set<Value> = []
    while let user = pending.popLast() {
      guard seen.insert(user).inserted, seen.count < 1000 else { continue }
      if user.asInstruction != nil || user.kind == .variable || user.kind == .function {
        result.append(user)
      } else {
        pending += user.users
      }
    }
    return result.filter { $0.kind != .function }
  }

  /// The first of `names`, in order, and how many more there are.
  private static func list(_ names: [String]) -> String {
    let unique = Set(names).sorted()
    let more = unique.count - mostNames
    return unique.prefix(mostNames).joined(separator: ", ") + (more > 0 ? " and \(more) more" : "")
  }
}
