import LLVM
import Model
import WholeProgram

/// Gives each call of the placeholder its handler: a constant number becomes a direct call, a finite
/// set a switch over the set, an unknown number a switch over all handlers.
///
/// Numbers without a handler yield `-ENOSYS` and are recorded with the place of the call. Sound by
/// construction: a switch has a case for every number that can arrive, and its default is what Linux
/// answers to an unknown number.
struct SystemCallDispatch {

  /// The program.
  let program: Program
  /// The handlers by number.
  let handlers: [Int: Function]
  /// The negated `ENOSYS` of Linux.
  private static let notServed = UInt64(bitPattern: -38)
  /// Switches that were made already, by the numbers that they tell apart.
  private var dispatchers: [Set<Int>: Function] = [:]

  /// A dispatch to the handlers of `program`.
  init(in program: Program) {
    self.program = program
    var handlers: [Int: Function] = [:]
    for function in program.module.functions where !function.isDeclaration {
      if let number = SystemCallHandler.number(of: function.name) { handlers[number] = function }
    }
    self.handlers = handlers
  }

  /// Replaces `call`, which can pass `numbers` (any if `nil`).
  mutating func replace(_ call: Instruction, passing numbers: Set<Int>?) {
    record(call, numbers)
    let arguments = call.arguments
    let builder = Builder(before: call, in: program.context)
    let result: Value
    if let numbers, numbers.count == 1, let number = numbers.first {
      if let handler = handlers[number] {
        result = invoke(handler, Array(arguments.dropFirst()), builder)
      } else {
        result = program.context.integer(Self.notServed, bits: 64)
      }
    } else {
      let dispatcher = dispatcher(for: numbers ?? Set(handlers.keys))
      result = builder.call(dispatcher.value, dispatcher.signature, arguments).value
    }
    call.value.replaceAllUses(with: result)
    call.erase()
  }

  /// Has every handler tell the scheduler, if the program has one, that it begins and that it ends:
  /// nothing takes the processor away from the library OS.
  func guardHandlers() {
    guard let enter = program.module.function("system_call_enter"), !enter.isDeclaration,
      let leave = program.module.function("system_call_leave"), !leave.isDeclaration
    else { return }
    for handler in handlers.values {
      for (number, block) in Array(handler.blocks).enumerated() {
        guard let terminator = block.terminator else { continue }
        if terminator.operation == .return {
          Builder(before: terminator, in: program.context).call(leave.value, leave.signature, [])
        }
        guard number == 0 else { continue }
        let first = block.instructions.first { $0.site != nil } ?? terminator
        Builder(before: first, in: program.context).call(enter.value, enter.signature, [])
      }
    }
  }

  /// Records what `call` asks for.
  private func record(_ call: Instruction, _ numbers: Set<Int>?) {
    let caller = call.function.name
    let place = call.outermostSite.map { Site($0.file, line: $0.line) }
    guard let numbers else {
      program.systemCalls.append(
        SystemCallUse(number: nil, handler: nil, caller: caller, site: place))
      program.assumptions.append(
        Assumption(
          hazard: "system call with an unknown number", assumption: "every handler is called",
          site: place, symbol: caller))
      return
    }
    for number in numbers.sorted() {
      program.systemCalls.append(
        SystemCallUse(
          number: number, handler: handlers[number]?.name, caller: caller, site: place,
          users: handlers[number] == nil ? applicationUses(of: call.function) : []))
    }
  }

  /// Returns the nearest places in the application from which direct calls lead to `function`, at
  /// most four: what a user can change.
  private func applicationUses(of function: Function) -> [SystemCallUse.Place] {
    var places: [SystemCallUse.Place] = []
    var seen: Set<Function> = [function]
    var pending = [function]
    if isApplication(function) { return [] }
    while !pending.isEmpty, places.count < 4 {
      let callee = pending.removeFirst()
      for call in directUses(of: callee.value) {
        let caller = call.function
        if isApplication(caller) {
          let site = call.outermostSite.map { Site($0.file, line: $0.line) }
          places.append(SystemCallUse.Place(symbol: caller.name, site: site))
        } else if seen.insert(caller).inserted {
          pending.append(caller)
        }
      }
    }
    return Array(places.prefix(4))
  }

  /// The instructions that use `value`, itself or through constants.
  private func directUses(of value: Value, depth: Int = 4) -> [Instruction] {
    value.users.flatMap { user in
      if let instruction = user.asInstruction { return [instruction] }
      return depth > 0 && user.kind == .expression ? directUses(of: user, depth: depth - 1) : []
    }
  }

  /// `true` iff `function` comes from the application.
  private func isApplication(_ function: Function) -> Bool {
    program.origin(of: function).component == Origin.application
  }

  /// Inserts a call of `handler` with as many of `arguments` as it takes; returns its result as a
  /// word.
  private func invoke(
    _ handler: Function, _ arguments: [Value], _ builder: borrowing Builder
  ) -> Value {
    let word = program.context.integerType(64)
    let converted = zip(handler.signature.parameters, arguments).map { type, argument in
      builder.convert(pointerBehind(argument, for: type), to: type)
    }
    let result = builder.call(handler.value, handler.signature, converted).value
    guard handler.signature.result.kind != .void else {
      return program.context.integer(0, bits: 64)
    }
    return builder.convert(result, to: word)
  }

  /// Returns the pointer that `argument` was made from if `type` is a pointer, so that it stays a
  /// pointer into its object.
  private func pointerBehind(_ argument: Value, for type: Type) -> Value {
    guard type.kind == .pointer, let cast = argument.asInstruction ?? nil,
      cast.operation == .pointerToInteger
    else { return argument }
    return argument.operand(0)
  }

  /// Returns a function that calls the handler of the number that it is given, for `numbers`.
  private mutating func dispatcher(for numbers: Set<Int>) -> Function {
    if let known = dispatchers[numbers] { return known }
    let context = program.context
    let word = context.integerType(64)
    let type = context.functionType(Array(repeating: word, count: 7), to: word)
    let function = program.module.addFunction("system_call.dispatch.\(dispatchers.count)", type)
    function.makeInternal()
    let entry = function.appendBlock(in: context)
    let other = function.appendBlock(in: context)
    let parameters = function.parameters
    var cases: [(Value, Block)] = []
    for number in numbers.sorted() {
      guard let handler = handlers[number] else { continue }
      let block = function.appendBlock(in: context)
      let builder = Builder(atEndOf: block, in: context)
      builder.return(invoke(handler, Array(parameters.dropFirst()), builder))
      cases.append((context.integer(UInt64(number), bits: 64), block))
    }
    Builder(atEndOf: other, in: context).return(context.integer(Self.notServed, bits: 64))
    Builder(atEndOf: entry, in: context).switch(parameters[0], default: other, cases: cases)
    dispatchers[numbers] = function
    return function
  }
}

/// How the library OS names the functions that serve system calls: `system_call_1_write`.
enum SystemCallHandler {

  /// What all names start with.
  static let prefix = "system_call_"

  /// The number in the name `name`, if it is a handler's.
  static func number(of name: String) -> Int? {
    guard name.hasPrefix(prefix) else { return nil }
    let rest = name.dropFirst(prefix.count)
    guard let end = rest.firstIndex(of: "_") else { return nil }
    return Int(rest[..<end])
  }
}
