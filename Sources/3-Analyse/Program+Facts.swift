import Engine
import LLVM
import Model
package import WholeProgram

/// Facts for people who ask why the engine believes something.
extension Program {

  /// Returns what the engine finds out about each of `symbols`, as text.
  package func facts(of symbols: [String]) -> String {
    let index = SymbolIndex(of: module)
    let reader = makeReader(index)
    let solver = Solver(reader.code)
    guard solver.run() else { return "the engine gave up on this program\n" }
    let names: Solver.Names = { object in
      if object == 0 { return "anything" }
      if object <= index.count { return index.name(object - 1) }
      return "object \(object)"
    }
    let place: (Code.StepID) -> String = { step in
      let block = reader.code.blocks[Int(reader.code.blockOfStep[Int(step)])]
      let function = index.name(reader.symbolOfFunction[Int(block.function)])
      let site = reader.instructionOfStep[Int(step)]?.place.map { " (\($0))" } ?? ""
      return function + site
    }
    var lines: [String] = []
    for symbol in symbols {
      guard let id = (0..<Symbol.ID(index.count)).first(where: { index.name($0) == symbol }) else {
        lines.append("\(symbol): is not in the program at this point")
        continue
      }
      lines.append("\(symbol):")
      let function = reader.functionOfSymbol[Int(id)]
      if function >= 0 {
        lines += describe(function, reader, solver, names, place).map { "  \($0)" }
      }
      lines += solver.describe(CodeReader.object(of: id), names: names, place: place)
        .map { "  \($0)" }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// What is known of `function`.
  private func describe(
    _ function: Code.FunctionID, _ reader: CodeReader, _ solver: Solver, _ names: Solver.Names,
    _ place: (Code.StepID) -> String
  ) -> [String] {
    let record = reader.code.functions[Int(function)]
    guard let cause = solver.causes.functions[function] else { return ["never runs"] }
    var lines = ["runs: \(cause.kind)" + (cause.step < 0 ? "" : " at \(place(cause.step))")]
    for index in 0..<record.parameterCount {
      let value = solver.describe(record.firstParameter + index, names: names)
      lines.append("parameter \(index): \(value)")
    }
    lines.append("returns \(solver.describe(record.result, names: names))")
    for (node, value) in reader.valueOfNode {
      guard let instruction = value.asInstruction, instruction.operation == .load else { continue }
      guard instruction.function.value == index(reader, function) else { continue }
      let site = instruction.place.map { "\($0)" } ?? ""
      lines.append("load at \(site): \(solver.describe(node, names: names))")
    }
    return lines
  }

  /// The LLVM function with the number `function`.
  private func index(_ reader: CodeReader, _ function: Code.FunctionID) -> Value? {
    reader.index.function(reader.symbolOfFunction[Int(function)])?.value
  }
}
