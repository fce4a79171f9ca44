import LLVM
import Model
import WholeProgram

/// From a function of the library OS to the places in the application that lead to it: what a user
/// can change.
///
/// Follows direct calls and addresses in code backwards, nearest first. What is reached through
/// tables only has no such place. Cost: linear in the uses that lie in between.
struct ApplicationUses {

  /// A place in the application.
  struct Use: Hashable {
    /// The function of the application.
    let function: String
    /// The place in its source.
    let site: Site?
    /// The function of the library OS that the application uses there, if it is another one than was
    /// asked about.
    let through: String?
  }

  /// The program.
  let program: Program
  /// The names of what can run.
  let live: Set<String>
  /// The places that functions which were made for them stand for.
  let places: [String: Site]

  /// `true` iff `function` comes from the application.
  func isApplication(_ function: Function) -> Bool {
    program.origin(of: function).component == Origin.application
  }

  /// The place of `instruction`, as the user knows it.
  func place(of instruction: Instruction) -> Site? {
    if let known = places[instruction.function.name] { return known }
    return instruction.outermostSite.map { Site($0.file, line: $0.line) }
  }

  /// The places in the application that lead to `function`, unless it is itself a part of that.
  func uses(leadingTo function: Function) -> [Use] {
    var result: [Use] = []
    var seen: Set<Function> = [function]
    var pending = [function]
    while !pending.isEmpty {
      let callee = pending.removeFirst()
      for instruction in instructions(using: callee.value) {
        let user = instruction.function
        guard live.contains(user.name) else { continue }
        if isApplication(user) {
          let through = callee == function ? nil : callee.name
          result.append(
            Use(function: user.name, site: place(of: instruction), through: through))
        } else if seen.insert(user).inserted {
          pending.append(user)
        }
      }
    }
    return result
  }

  /// The instructions that use `value`, itself or through constants.
  private func instructions(using value: Value, depth: Int = 4) -> [Instruction] {
    value.users.flatMap { user in
      if let instruction = user.asInstruction { return [instruction] }
      guard depth > 0, user.kind == .expression else { return [] }
      return instructions(using: user, depth: depth - 1)
    }
  }
}
