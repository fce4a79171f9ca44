import Engine
import LLVM
import Model
package import WholeProgram

/// Facts for people who ask why the engine believes something.
extension Program {

  /// Returns what the engine finds out about each of `symbols`, as text.
  ///
  /// A symbol is a function or a variable; `FUNCTION:LINE` is one line of a function.
  package func facts(of symbols: [String]) -> String {
    let index = SymbolIndex(of: module)
    let reader = makeReader(index)
    let solver = Solver(reader.code)
    if symbols.isEmpty { solver.provenance = Provenance() }
    guard solver.run() else { return "the engine gave up on this program\n" }
    let teller = FactTeller(reader, solver, index)
    if symbols.isEmpty {
      return (teller.escapes + teller.losses).joined(separator: "\n") + "\n"
    }
    var ids: [String: Symbol.ID] = [:]
    for id in 0..<Symbol.ID(index.count) { ids[index.name(id)] = id }
    var lines: [String] = []
    for symbol in symbols {
      var id = ids[symbol]
      var line: Int?
      if id == nil, let colon = symbol.lastIndex(of: ":"),
        let number = Int(symbol[symbol.index(after: colon)...])
      {
        id = ids[String(symbol[..<colon])]
        line = number
      }
      guard let id else {
        let similar = ids.keys.filter { $0.contains(symbol) }.sorted().prefix(5)
        lines.append("\(symbol): is not in the program at this point")
        if !similar.isEmpty { lines.append("  similar: \(similar.joined(separator: ", "))") }
        continue
      }
      lines.append("\(symbol):")
      lines += teller.facts(of: id, line: line).map { "  \($0)" }
    }
    return lines.joined(separator: "\n") + "\n"
  }
}
