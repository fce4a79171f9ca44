import LLVM
import Model
package import WholeProgram

/// The eliminate stage: what the analysis did not reach goes.
///
/// What it does, in an order in which nothing dangles: (1) slots and numbers that nothing reads are cleared
/// (`Program+Clear.swift`); (2) bodies of functions that cannot run are deleted, which drops their references; (3) functions
/// that are still named get a trap for a body (hollowed); (4) the rest, and variables that nothing
/// names, are erased, again and again until nothing changes; (5) what is not read of the ends of
/// constants goes (`Program+Tails.swift`).
///
/// Why that is sound: a hollowed function keeps its address, so comparisons hold; a cleared slot is
/// never read. What holds afterwards: every symbol has a path from a root. Cost: linear.
extension Program {

  /// The stage's name in decisions.
  static let stage = "eliminate"

  /// Removes what `analysis` did not reach; returns the number of symbols that are gone or empty.
  @discardableResult
  package func eliminate(following analysis: Analysis) -> Int {
    let dead = deadFunctions(analysis)
    let reasons = reasons(following: analysis, dead)
    clearSlots(analysis)
    clearNumbers(analysis)
    for function in dead { function.eraseBody() }
    var changes = hollow(dead, reasons)
    changes += sweep(reasons)
    return changes + cutTails(analysis)
  }

  /// Removes what nothing names any more, which no belief is needed for; returns the number of symbols.
  @discardableResult
  package func eliminateUnnamed() -> Int { sweep([:]) }

  /// Returns why the functions `functions` and the variables that `analysis` did not reach go, by name.
  private func reasons(
    following analysis: Analysis, _ functions: [Function]
  ) -> [String: String] {
    let farewell = Farewell(analysis)
    var result: [String: String] = [:]
    for function in functions { result[function.name] = farewell.reason(for: function.value) }
    for id in analysis.isLive.indices where !analysis.isLive[id] {
      guard let variable = analysis.index.variable(Symbol.ID(id)), !variable.isDeclaration else {
        continue
      }
      result[variable.name] = farewell.reason(for: variable.value)
    }
    return result
  }

  /// Returns the functions with bodies that cannot run and are no traps yet.
  private func deadFunctions(_ analysis: Analysis) -> [Function] {
    analysis.isLive.indices.compactMap { id in
      guard !analysis.isLive[id], let function = analysis.index.function(Symbol.ID(id)) else {
        return nil
      }
      return function.isDeclaration || function.isTrap ? nil : function
    }
  }

  /// Gives those of `functions`, which have no bodies, that are still named a trap, and erases the
  /// others because of `reasons`; returns their number.
  private func hollow(_ functions: [Function], _ reasons: [String: String]) -> Int {
    for function in functions {
      let reason = reasons[function.name] ?? Self.unnamed
      if function.value.isUsed {
        decide(.hollowed, function, in: Self.stage, because: reason)
        makeTrap(function)
      } else {
        decide(.removed, function, in: Self.stage, because: reason)
        function.erase()
      }
    }
    return functions.count
  }

  /// Gives `function` a body that ends the machine.
  private func makeTrap(_ function: Function) {
    let trap =
      module.function("llvm.trap")
      ?? module.addFunction("llvm.trap", context.functionType([], to: context.voidType))
    let builder = Builder(atEndOf: function.appendBlock(in: context), in: context)
    builder.call(trap.value, trap.signature, [])
    builder.unreachable()
    function.makeInternal()
    function.markAsTrap(in: context)
    for attribute in ["noinline", "noreturn", "nounwind", "minsize", "optsize"] {
      function.addAttribute(attribute, in: context)
    }
    for attribute in ["alwaysinline", "optnone"] { function.removeAttribute(attribute) }
  }

  /// The reason for what goes without one of its own.
  private static let unnamed = "nothing that stays names it"

  /// Erases what nothing names any more because of `reasons`; returns the number of symbols.
  private func sweep(_ reasons: [String: String]) -> Int {
    let kept = Set(roots.map(\.symbol))
    var count = 0
    var hasChanged = true
    while hasChanged {
      hasChanged = false
      for variable in module.variables where canErase(variable, kept) {
        if !variable.isDeclaration {
          let reason = reasons[variable.name] ?? Self.unnamed
          decide(.removed, variable, in: Self.stage, because: reason)
        }
        variable.erase()
        hasChanged = true
        count += 1
      }
      for function in module.functions where canErase(function, kept) {
        if !function.isTrap, !function.isDeclaration {
          let reason = reasons[function.name] ?? Self.unnamed
          decide(.removed, function, in: Self.stage, because: reason)
        }
        function.eraseBody()
        function.erase()
        hasChanged = true
        count += 1
      }
    }
    return count
  }

  /// `true` iff nothing needs `global`, where `kept` are the names of the roots.
  private func canErase(_ global: some Global, _ kept: Set<String>) -> Bool {
    global.value.dropDeadConstantUsers()
    guard !global.value.isUsed, global.linkage != .appending else { return false }
    return !kept.contains(global.name)
  }
}
