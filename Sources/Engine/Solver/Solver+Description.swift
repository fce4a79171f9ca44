/// What the fixpoint says of one object or value, as text for people.
extension Solver {

  /// A name for each object.
  package typealias Names = (ObjectID) -> String

  /// What is known of `object`, a line for each fact; `place` names instructions.
  package func describe(
    _ object: ObjectID, names: Names, place: (Code.StepID) -> String
  ) -> [String] {
    let state = memory.states[Int(object)]
    var lines: [String] = []
    if state.isEscaped, let cause = escapeCauses[object] {
      let step = cause.step >= 0 ? " at \(place(cause.step))" : ""
      let holder = cause.holder >= 0 ? " out of \(names(cause.holder))" : ""
      lines.append("escaped\(step)\(holder)")
    }
    let writers = writers(of: Set(state.cells))
    for cell in state.cells {
      let record = memory.cells[Int(cell)]
      let kind = record.isFill ? "filled" : "written"
      let who = (writers[cell] ?? []).prefix(3).map(place).joined(separator: ", ")
      lines.append(
        "\(kind) \(text(of: record.key)): \(text(of: record.value, names))"
          + (who.isEmpty ? "" : " by \(who)"))
    }
    for view in state.views {
      let record = memory.views[Int(view)]
      let readers = record.readers.prefix(3).map(place).joined(separator: ", ")
      lines.append(
        "read \(text(of: record.key)): \(text(of: record.value, names)) by \(readers)")
    }
    for layer in state.layers {
      lines.append("copied from \(names(layer.source.object)) to offset \(layer.destination.low)")
    }
    return lines
  }

  /// What `node` may be.
  package func describe(_ node: Code.NodeID, names: Names) -> String {
    text(of: values[Int(node)], names, width: Int(code.widths[Int(node)]))
  }

  /// The stores that write each of `cells`.
  private func writers(of cells: Set<Memory.CellID>) -> [Memory.CellID: [Code.StepID]] {
    var result: [Memory.CellID: [Code.StepID]] = [:]
    for (step, link) in links {
      for cell in link.cells where cells.contains(cell) { result[cell, default: []].append(step) }
    }
    return result.mapValues { $0.sorted() }
  }

  /// The bytes of `key`.
  private func text(of key: AccessKey) -> String {
    let end = key.low == key.high ? "" : key.high >= Target.highest ? "…" : "…\(key.high)"
    let low = key.low <= Target.lowest ? "" : "\(key.low)"
    let stride = key.stride > 1 ? " by \(key.stride)" : ""
    let tag = key.tag == 0 ? "" : " tag \(key.tag)"
    return "[\(low)\(end)\(stride)]+\(key.size)\(tag)"
  }

  /// What `value`, of `width` bits, may be.
  private func text(of value: AbstractValue, _ names: Names, width: Int = 64) -> String {
    if value.isNone { return "nothing" }
    var parts: [String] = []
    let number = value.number
    if !number.isNone {
      if let constant = number.constant {
        // Small negative numbers are what people wrote.
        let bits = width == 0 ? 64 : width
        let isNegative = bits > 1 && constant >> UInt64(bits - 1) & 1 == 1
        parts.append(
          isNegative
            ? "\(Int64(bitPattern: constant << UInt64(64 - bits)) >> Int64(64 - bits))"
            : "\(constant)")
      } else if number.set != 0, let few = constants.values(of: number) {
        parts.append("one of " + few.map { "\($0)" }.joined(separator: ", "))
      } else if number == .any(width == 0 ? 64 : width) {
        parts.append("any number")
      } else {
        parts.append("\(number.low)…\(number.high) bits 0x\(String(~number.zeros, radix: 16))")
      }
    }
    let targets = sets[value.targets]
    for target in targets.prefix(6) {
      let offset = target.low == target.high ? "+\(target.low)" : "+…"
      parts.append((target.isFragment ? "part of " : "") + names(target.object) + offset)
    }
    if targets.count > 6 { parts.append("\(targets.count - 6) more") }
    return parts.joined(separator: " | ")
  }
}
