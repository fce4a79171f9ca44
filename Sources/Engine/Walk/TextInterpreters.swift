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

  /// What is known of nodes.
  private struct Taints {
    /// The nodes; of others nothing is known.
    private let nodes: Range<Code.NodeID>
    /// What is known of each.
    private var taints: [Taint]

    /// Nothing is known of the nodes from the least to the greatest of `ids`, which stand close together.
    init(_ ids: some Collection<Code.NodeID>) {
      nodes = (ids.min() ?? 0)..<(ids.max() ?? -1) + 1
      taints = [Taint](repeating: Taint(), count: nodes.count)
    }

    /// What is known of `node`; `nil` if it is not one of these.
    subscript(node: Code.NodeID) -> Taint? {
      nodes.contains(node) ? taints[Int(node - nodes.lowerBound)] : nil
    }

    /// Adds `taint` to what is known of `node`, which is one of these; `true` iff that is more.
    mutating func add(_ taint: Taint, to node: Code.NodeID) -> Bool {
      taints[Int(node - nodes.lowerBound)].add(taint)
    }
  }

  /// The first of `parameters` such that one of `steps` is a switch on what is read from the text that
  /// it points to.
  static func first(
    of parameters: [Code.NodeID], readIn steps: Range<Int>, _ code: Code
  ) -> Code.NodeID? {
    if parameters.isEmpty { return nil }
    var given = Taints(parameters)
    for (index, parameter) in parameters.prefix(64).enumerated() {
      _ = given.add(Taint(pointers: 1 << UInt64(index)), to: parameter)
    }
    var computed = Taints(steps.lazy.map { code.steps[$0].result }.filter { $0 >= 0 })
    /// What is known of `node`.
    func taint(of node: Code.NodeID) -> Taint { computed[node] ?? given[node] ?? Taint() }
    var variables: [Code.NodeID: Taint] = [:]
    var found: UInt64 = 0
    var isChanged = true
    while isChanged {
      isChanged = false
      for number in steps {
        let step = code.steps[number]
        var sum = Taint()
        for node in code.operands(of: step) where !code.isConstant(node) {
          _ = sum.add(taint(of: node))
        }
        let address = step.count > 0 ? code.operand(0, of: step) : -1
        switch step.action {
        case .switch:
          found |= sum.contents
          continue
        case .store:
          let stored = taint(of: code.operand(1, of: step))
          guard code.isConstant(address), !stored.isNone else { continue }
          if variables[address, default: Taint()].add(stored) { isChanged = true }
          continue
        case .load:
          let read = step.size <= 4 ? taint(of: address) : Taint()
          sum = code.isConstant(address) ? variables[address] ?? Taint() : Taint()
          sum.contents |= read.pointers | read.contents
        case .compare, .foreign, .exchange: continue
        case .call: sum.contents = 0
        default: break
        }
        guard step.result >= 0, !sum.isNone else { continue }
        if computed.add(sum, to: step.result) { isChanged = true }
      }
    }
    return found == 0 ? nil : parameters[found.trailingZeroBitCount]
  }
}
