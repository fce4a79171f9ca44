/// Recognises functions that interpret texts.
///
/// What it computes: whether a switch of a function depends on small numbers that are read through
/// pointers which are computed from a parameter. It decides only where walks are worth the time, so
/// that nothing depends on its answer being right. Cost: a few passes over the function.
enum TextInterpreters {

  /// What is known of a node, with a bit for each parameter.
  private struct Taint: Equatable {
    /// The parameters' texts that it points into.
    var pointers: UInt64 = 0
    /// The parameters' texts that it was read from.
    var contents: UInt64 = 0

    /// `true` iff there is nothing of that kind.
    var isNone: Bool { pointers | contents == 0 }

    /// Adds `other`; `true` iff that is more.
    mutating func add(_ other: Taint) -> Bool {
      let old = self
      pointers |= other.pointers
      contents |= other.contents
      return self != old
    }
  }

  /// The first of `parameters` such that one of `steps` is a switch on what is read from the text that
  /// it points to.
  static func first(
    of parameters: [Code.NodeID], readIn steps: Range<Int>, _ code: Code
  ) -> Code.NodeID? {
    if parameters.isEmpty { return nil }
    var taints: [Code.NodeID: Taint] = [:]
    for (index, parameter) in parameters.prefix(64).enumerated() {
      taints[parameter] = Taint(pointers: 1 << UInt64(index))
    }
    var variables: [Code.NodeID: Taint] = [:]
    var found: UInt64 = 0
    var isChanged = true
    while isChanged {
      isChanged = false
      for number in steps {
        let step = code.steps[number]
        var taint = Taint()
        for node in code.operands(of: step) where !code.isConstant(node) {
          if let other = taints[node] { _ = taint.add(other) }
        }
        let address = step.count > 0 ? code.operand(0, of: step) : -1
        switch step.action {
        case .switch:
          found |= taint.contents
          continue
        case .store:
          guard code.isConstant(address), let stored = taints[code.operand(1, of: step)] else {
            continue
          }
          if variables[address, default: Taint()].add(stored) { isChanged = true }
          continue
        case .load:
          let read = step.size <= 4 ? taints[address] : nil
          taint = code.isConstant(address) ? variables[address] ?? Taint() : Taint()
          if let read { taint.contents |= read.pointers | read.contents }
        case .compare, .foreign, .exchange: continue
        case .call: taint.contents = 0
        default: break
        }
        guard step.result >= 0, !taint.isNone else { continue }
        if taints[step.result, default: Taint()].add(taint) { isChanged = true }
      }
    }
    return found == 0 ? nil : parameters[found.trailingZeroBitCount]
  }
}
