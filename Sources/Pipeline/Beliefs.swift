import Foundation
import LLVM
import Model
import WholeProgram

/// What an analysis believes about the program that it saw, in a form that another program can hold
/// against what happens: `Tests/oracle` does.
///
/// Instructions have numbers, from 1 on in the order of functions, blocks and instructions; the image
/// that goes with the beliefs has them in the place of line numbers.
package struct Beliefs: Encodable, Sendable {

  /// One function.
  struct Function: Encodable, Sendable {
    /// The linker's name.
    let name: String
    /// Where the function is defined, `file:line`.
    let site: String
    /// The number of its first instruction.
    let first: Int
    /// The number of its last.
    let last: Int
    /// `false` iff nothing can call it.
    let isLive: Bool
  }

  /// Instructions that cannot run although their function can.
  struct DeadRange: Encodable, Sendable {
    /// The function.
    let function: String
    /// Where the first of them stands.
    let site: String
    /// The number of the first instruction.
    let first: Int
    /// The number of the last.
    let last: Int
    /// Why they cannot.
    let reason: String
  }

  /// An indirect call and all that it can reach.
  struct IndirectCall: Encodable, Sendable {
    /// The function that calls.
    let function: String
    /// Where it does.
    let site: String
    /// The number of the call.
    let number: Int
    /// The functions that it can call.
    let targets: [String]
  }

  /// The version of the form.
  let version = 1
  /// All functions with bodies.
  private(set) var functions: [Function] = []
  /// What cannot run in functions that can.
  private(set) var dead: [DeadRange] = []
  /// The indirect calls of which all targets are known.
  private(set) var calls: [IndirectCall] = []
  /// The number of the last instruction.
  private(set) var lastNumber = 0

  /// What is not part of the form.
  private enum CodingKeys: String, CodingKey {
    case version, functions, dead, calls
  }

  /// What `analysis` believes about `program`, which has not been changed since.
  init(of analysis: Analysis, on program: Program) {
    let findings = analysis.findings
    var deadEdges: [Value: Set<Int>] = [:]
    for edge in findings.deadEdges {
      deadEdges[edge.terminator.value, default: []].insert(edge.successor)
    }
    let deadStarts = Set(findings.deadStarts.map(\.value))
    let targets = Dictionary(
      findings.callTargets.map { ($0.call.value, $0.targets.map(\.name)) },
      uniquingKeysWith: { $1 })
    for function in program.module.functions where !function.isDeclaration {
      let first = lastNumber + 1
      let running = Self.running(in: function, deadEdges, deadStarts)
      let cut = Self.cutBranches(in: function, running)
      for block in function.blocks {
        var count = 0
        for instruction in block.instructions {
          lastNumber += 1
          count += 1
          let isDead = count > running[block] ?? 0
          let branches = count == 1 ? cut[block] ?? [] : []
          note(
            instruction, in: function, isDead: isDead,
            cut: running[block] == nil ? branches : count == (running[block] ?? 0) + 1 ? nil : [])
          if let targets = targets[instruction.value] {
            calls.append(
              IndirectCall(
                function: function.name, site: Self.site(of: instruction), number: lastNumber,
                targets: targets))
          }
        }
      }
      let id = analysis.index[function.value]
      let origin = program.origin(of: function).site
      functions.append(
        Function(
          name: function.name, site: "\(origin)", first: first, last: lastNumber,
          isLive: id.map { analysis.isLive[Int($0)] } ?? true))
    }
  }

  /// The beliefs as JSON.
  package var json: [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys]
    guard let data = try? encoder.encode(self) else { preconditionFailure("beliefs are plain") }
    return Array(data)
  }

  /// Takes instruction number `lastNumber` down if it cannot run; `cut` is where the branches stand
  /// that would lead to its block, `nil` if the block is reached.
  private mutating func note(
    _ instruction: Instruction, in function: LLVM.Function, isDead: Bool, cut: [String]?
  ) {
    guard isDead else { return }
    if let last = dead.last, last.last == lastNumber - 1, last.function == function.name, cut == []
    {
      dead[dead.count - 1] = DeadRange(
        function: last.function, site: last.site, first: last.first, last: lastNumber,
        reason: last.reason)
      return
    }
    let branches = cut?.joined(separator: ", ") ?? ""
    let reason =
      cut == nil
      ? "what stands before does not return"
      : branches.isEmpty ? "no branch that runs leads here" : "never taken at \(branches)"
    dead.append(
      DeadRange(
        function: function.name, site: Self.site(of: instruction), first: lastNumber,
        last: lastNumber, reason: reason))
  }

  /// Returns, for each block of `function` that cannot run, where the branches of blocks that run
  /// stand that would lead there.
  private static func cutBranches(
    in function: LLVM.Function, _ running: [Block: Int]
  ) -> [Block: [String]] {
    var result: [Block: [String]] = [:]
    for block in function.blocks where running[block] != nil {
      guard let terminator = block.terminator else { continue }
      for successor in terminator.successors where running[successor] == nil {
        result[successor, default: []].append(site(of: terminator))
      }
    }
    return result
  }

  /// Returns how many instructions of each block of `function` can run; blocks that cannot are left
  /// out.
  private static func running(
    in function: LLVM.Function, _ deadEdges: [Value: Set<Int>], _ deadStarts: Set<Value>
  ) -> [Block: Int] {
    var result: [Block: Int] = [:]
    var pending = function.blocks.prefix(1).map { $0 }
    while let block = pending.popLast() {
      guard result[block] == nil else { continue }
      var count = 0
      for instruction in block.instructions {
        if deadStarts.contains(instruction.value) { break }
        count += 1
        guard block.terminator == instruction else { continue }
        let cut = deadEdges[instruction.value] ?? []
        for (index, successor) in instruction.successors.enumerated() where !cut.contains(index) {
          pending.append(successor)
        }
      }
      result[block] = count
    }
    return result
  }

  /// Returns where `instruction` stands, as `file:line`.
  private static func site(of instruction: Instruction) -> String {
    instruction.place.map { "\($0)" } ?? ""
  }
}
