import LLVM
import Model
package import WholeProgram

/// Further entries: what many calls of a function pass alike is set in one place.
///
/// What it computes: for each function, the groups of calls that pass the same constants, one group
/// after the other, the one that saves most first; then the same for the calls in each group. For a
/// group that pays, a function is made that consists of nothing but setting these arguments and a jump
/// into the original, and the calls of the group call that one; they no longer pass what it sets.
///
/// What a group saves is counted in bytes of the machine's encodings (see `bytes`). The count is an estimate:
/// the outliner of the code generator finds a part of this by itself, where the same arguments are set right
/// before the call and in the same order. So of a program of usual size (`mostMeasured`) the machine code is
/// made without them, with those that save much, and with all, and the smallest is taken; larger ones get all,
/// which was measured to pay on each of them.
///
/// Why that is sound: the jump leaves the stack as the caller made it, so that the function cannot tell,
/// not even by its return address; nothing that is passed in memory is touched; the original keeps its
/// address and all other uses, and its body is not copied, whatever stands in it. Attributes that promise
/// something of the arguments that are not passed any more go.
///
/// What it cannot see: that a caller has the constant in a register anyway, and that a function which is
/// jumped into saves registers that it would have left to its callers (register allocation across
/// functions asks for ordinary calls). It must come after LLVM's last inlining. Cost: for each function,
/// its calls times its parameters, once for each entry that is made.
extension Program {

  /// The stage's name in decisions.
  private static let stage = "specialise"

  /// The least gains in bytes for which entries are tried.
  private static let leastGains = [8, 3]
  /// The most instructions of a program that is measured: making its code takes less than half a second.
  private static let mostMeasured = 20_000

  /// What codegen has better code for than a call if it sees the arguments.
  private static let knownToCodegen: Set<String> = [
    "memcmp", "bcmp", "memcpy", "memmove", "memset", "mempcpy", "memchr", "strcpy", "stpcpy",
    "strcmp", "strlen", "strnlen",
  ]

  /// Makes entries where they pay, if they pay: with that of the least gains for which `size`, which tells the
  /// bytes of the program's machine code, tells least. Where that would take long or cannot be told, all.
  package func shareArguments(measuredBy size: () -> Int?) {
    let instructions = module.functions.reduce(0) { sum, function in
      function.blocks.reduce(sum) { $0 + $1.instructions.count { _ in true } }
    }
    guard instructions <= Self.mostMeasured, var least = size() else {
      return shareArguments(from: Self.leastGains[Self.leastGains.count - 1])
    }
    let original = module.clone()
    let count = decisions.count
    var (best, current) = (Int?.none, Int?.none)
    /// Makes the program again what it was, and then the entries from a gain on.
    func make(from gain: Int?) {
      module = original.clone()
      decisions.removeSubrange(count...)
      if let gain { shareArguments(from: gain) }
      current = gain
    }
    for gain in Self.leastGains {
      make(from: gain)
      guard let size = size(), size < least else { continue }
      (least, best) = (size, gain)
    }
    if current != best { make(from: best) }
  }

  /// Makes entries that save at least `gain` bytes, entries of entries as well.
  package func shareArguments(from gain: Int) {
    for function in module.functions where function.canHaveEntries {
      if function.isTrap || Self.knownToCodegen.contains(function.name) { continue }
      let name = function.name + ".const"
      var pending = [function]
      while let one = pending.popLast() {
        pending += makeEntries(of: one, named: name, from: gain)
      }
    }
  }

  /// Makes those entries of `function`, which is an entry itself perhaps, that save at least `gain` bytes, and
  /// returns them.
  private func makeEntries(
    of function: Function, named name: String, from gain: Int
  ) -> [Function] {
    var entries: [Function] = []
    var sites = self.sites(of: function)
    while let group = bestGroup(of: sites), group.gain >= gain {
      entries.append(makeEntry(of: function, named: name, for: group, number: sites.count))
      let calls = Set(group.calls)
      sites = sites.filter { !calls.contains($0.call) }
    }
    return entries
  }

  /// A call, and what it passes in each register as far as that is constant.
  private struct Site {
    /// The call.
    let call: Instruction
    /// The constants, one place for each parameter.
    let constants: [Value?]
  }

  /// Calls that pass the same constants.
  private struct Group {
    /// The calls.
    let calls: [Instruction]
    /// What they pass alike, one place for each parameter.
    let constants: [Value?]
    /// The bytes that an entry for them saves.
    let gain: Int
  }

  /// Returns the calls of `function` that could call an entry.
  private func sites(of function: Function) -> [Site] {
    var seen: Set<Value> = []
    return function.value.users.compactMap { user in
      guard seen.insert(user).inserted, let call = user.asInstruction, call.canUseEntry,
        call.callee == function.value
      else { return nil }
      let constants = call.arguments.prefix(function.parameterCount).map {
        Self.isShareable($0) ? $0 : nil
      }
      return constants.contains { $0 != nil } ? Site(call: call, constants: constants) : nil
    }
  }

  /// `true` iff `value` is a constant that takes an instruction of its own to pass.
  private static func isShareable(_ value: Value) -> Bool {
    switch value.kind {
    case .integer: value.type.bits <= 64
    case .null, .function: true
    case .variable: value.asVariable.map { !$0.isThreadLocal } ?? false
    case .expression: value.operand(0).asVariable.map { !$0.isThreadLocal } ?? false
    default: false
    }
  }

  /// Returns those of `sites` for which an entry saves most, if one saves anything.
  private func bestGroup(of sites: [Site]) -> Group? {
    var best: Group?
    for parameter in sites.first?.constants.indices ?? 0..<0 {
      var places: [Value: Int] = [:]
      var groups: [[Site]] = []
      for site in sites {
        guard let constant = site.constants[parameter] else { continue }
        if let place = places[constant] {
          groups[place].append(site)
        } else {
          places[constant] = groups.count
          groups.append([site])
        }
      }
      for sites in groups where sites.count > 1 {
        let group = self.group(of: sites)
        if group.gain > best?.gain ?? 0 { best = group }
      }
    }
    return best
  }

  /// Returns what `sites`, of which there are some, have in common.
  private func group(of sites: [Site]) -> Group {
    var constants = sites[0].constants
    for site in sites.dropFirst() {
      for index in constants.indices where constants[index] != site.constants[index] {
        constants[index] = nil
      }
    }
    let setting = Self.bytes(setting: constants)
    return Group(
      calls: sites.map(\.call), constants: constants,
      gain: (sites.count - 1) * setting - Self.jumpBytes)
  }

  /// The bytes of a jump to a function.
  private static let jumpBytes = 5

  /// The bytes of what sets `constants`: for zero a register is combined with itself, small numbers are
  /// pushed and popped, all else is moved; the registers from the fifth parameter on take a prefix.
  private static func bytes(setting constants: [Value?]) -> Int {
    var sum = 0
    var place = 0
    for constant in constants {
      guard let constant else {
        place += 1
        continue
      }
      let number = constant.kind == .null ? 0 : constant.signedInteger
      let own =
        switch number {
        case 0: 2
        case .some(-128...127): 3
        case .none, .some(0...0xFFFF_FFFF), .some(-0x8000_0000..<0): 5
        default: 10
        }
      sum += own + (place >= 4 ? 1 : 0)
      place += 1
    }
    return sum
  }

  /// Makes an entry of `function`, called `name`, for `group`, which is of `number` calls.
  private func makeEntry(
    of function: Function, named name: String, for group: Group, number: Int
  ) -> Function {
    let origin = self.origin(of: function)
    let entry = function.addEntry(named: name, setting: group.constants)
    entry.stamp(as: origin, in: context)
    for call in group.calls { call.use(entry, setting: group.constants) }
    let places = group.constants.indices.filter { group.constants[$0] != nil }.map { "\($0 + 1)" }
    decide(
      .added, entry, in: Self.stage,
      because:
        "\(group.calls.count) of \(number) calls of \(function.name) with constants pass the same "
        + "(argument \(places.joined(separator: ", "))), which saves \(group.gain) bytes")
    return entry
  }
}
