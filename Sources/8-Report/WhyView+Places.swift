import Model

/// Answers about slots of tables, and about places in the source.
extension WhyView {

  /// The answer about the slot `question`, `SYMBOL+OFFSET` or `SYMBOL.FIELD`; none if there is no such.
  func slotLines(_ question: String) -> [String] {
    let name: Substring
    let offset: Int?
    var field: Substring?
    if let sign = question.lastIndex(of: "+") {
      name = question[..<sign]
      let digits = question[question.index(after: sign)...]
      offset = digits.hasPrefix("0x") ? Int(digits.dropFirst(2), radix: 16) : Int(digits)
    } else if let dot = question.firstIndex(of: ".") {
      name = question[..<dot]
      offset = nil
      field = question[question.index(after: dot)...]
    } else {
      return []
    }
    let read = report.slots.filter {
      $0.variable == name
        && ($0.offset == offset || field != nil && $0.field == field.map(String.init))
    }
    let cleared = report.clearedSlots.filter {
      $0.variable == name
        && ($0.offset == offset || field != nil && $0.field == field.map(String.init))
    }
    var told: Set<String> = []
    return read.flatMap { lines(for: $0, &told) }
      + cleared.map { slot in
        "\(Self.name(slot.variable, slot.offset, slot.field)) held \(slot.target): cleared in round "
          + "\(slot.round), because nothing reads it"
      }
  }

  /// What to call the slot at `offset` of `variable`.
  private static func name(_ variable: String, _ offset: Int, _ field: String?) -> String {
    "\(variable)+\(offset)" + (field.map { " (\($0))" } ?? "")
  }

  /// The lines about `slot`, which is read.
  private func lines(for slot: SizeReport.Slot, _ told: inout Set<String>) -> [String] {
    let name = Self.name(slot.variable, slot.offset, slot.field)
    var lines = [style.show(name, .strong) + " holds \(slot.target)"]
    let readers = slot.readers.prefix(3).map { reader in
      reader.site.map { "\(reader.symbol) reads it at \($0)" } ?? "\(reader.symbol) reads it"
    }
    let more = slot.readers.count - readers.count
    lines.append(
      "  kept because "
        + (readers.isEmpty
          ? "what is not followed reads it" : readers.joined(separator: ", and "))
        + (more > 0 ? " (and \(more) more)" : "") + ", and \(slot.variable) stays:")
    lines += chain(to: slot.variable, &told)
    if let first = slot.readers.first, !told.contains(first.symbol) {
      let others = chain(to: first.symbol, &told)
      if !others.isEmpty { lines += ["  and \(first.symbol) runs:"] + others.map { "  " + $0 } }
    }
    return lines
  }

  /// The answer about the place `question`, `FILE:LINE` or `SYMBOL:LINE`; none if it is no place.
  func placeLines(_ question: String) throws(Diagnostic) -> [String] {
    guard let colon = question.lastIndex(of: ":"),
      let line = Int(question[question.index(after: colon)...])
    else { return [] }
    let name = String(question[..<colon])
    let isFunction =
      report.code.functions.contains { $0.function == name }
      || report.code.dead.contains { $0.function == name }
    /// `true` iff `site`, in the function `function`, is asked for.
    func isMeant(_ site: Site, in function: String) -> Bool {
      guard site.line == line else { return false }
      if isFunction { return function == name }
      return site.file == name || site.file.hasSuffix("/" + name)
    }
    let running = report.code.functions.compactMap { entry -> [String]? in
      let blocks = entry.blocks.map(report.code.block)
      guard
        let index = blocks.firstIndex(where: { block in
          block.sites.contains { isMeant($0, in: entry.function) }
        })
      else { return nil }
      return lines(for: blocks, index, in: entry.function, question)
    }
    let dead = report.code.dead.filter { entry in
      report.code.sites(in: entry.lines).contains { isMeant($0, in: entry.function) }
    }
    var answer = Array(running.prefix(Self.mostFunctions).joined())
    if running.count > Self.mostFunctions {
      answer.append("\(question) runs in \(running.count - Self.mostFunctions) more functions")
    }
    answer += dead.prefix(Self.mostFunctions).map { entry in
      "\(style.show(question, .strong)) does not run in \(entry.function) (round \(entry.round)): "
        + entry.reason
    }
    if answer.isEmpty { throw unknownPlace(name, line, isFunction) }
    return answer
  }

  /// How many functions are told of that a place stands in.
  private static let mostFunctions = 3

  /// The lines about block `index` of `blocks`, those of `function`, which has the place `question`.
  private func lines(
    for blocks: [SizeReport.Code.Block], _ index: Int, in function: String, _ question: String
  ) -> [String] {
    var way: [String] = []
    var seen: Set<Int> = [index]
    var from = blocks[index].from
    while let site = from {
      way.append("\(site)")
      // The branch is the last line of the block that it ends.
      guard
        let next = blocks.firstIndex(where: { $0.sites.last == site })
          ?? blocks.firstIndex(where: { $0.sites.contains(site) }),
        seen.insert(next).inserted
      else { break }
      from = blocks[next].from
    }
    let path = (["the start"] + way.reversed()).joined(separator: ", ")
    var told: Set<String> = []
    return [
      "\(style.show(question, .strong)) runs in \(function): it is reached from \(path)"
    ] + chain(to: function, &told)
  }

  /// What to tell about line `line` of `name`, of which nothing is known.
  private func unknownPlace(_ name: String, _ line: Int, _ isFunction: Bool) -> Diagnostic {
    var lines: Set<Int> = []
    for entry in report.code.functions where !isFunction || entry.function == name {
      for site in entry.blocks.flatMap({ report.code.block($0).sites })
      where isFunction || site.file == name || site.file.hasSuffix("/" + name) {
        lines.insert(site.line ?? 0)
      }
    }
    let near = lines.sorted { abs($0 - line) < abs($1 - line) }.prefix(3).sorted()
    let isMerged = report.decisions.contains { $0.symbol == name && $0.stage == "specialise" }
    return .error(
      lines.isEmpty
        ? "nothing is known of '\(name)'" : "no code stands at line \(line) of '\(name)'",
      notes: isMerged && lines.isEmpty
        ? ["LLVM made '\(name)' part of what uses it, or found it unused"]
        : near.isEmpty ? [] : ["lines nearby: " + near.map(String.init).joined(separator: ", ")],
      recommendation: lines.isEmpty
        ? "give a function that has code of its own, or a file as the report names it"
        : "give a line on which a statement starts; what was removed with its whole function is "
          + "known by the function's name")
  }
}
