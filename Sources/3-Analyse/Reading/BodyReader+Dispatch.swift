import Engine
import LLVM
import WholeProgram

/// Finds the object that a call through a pointer is about.
extension BodyReader {

  /// Notes of `call`, whose step comes next, out of which of its arguments its function is read.
  func noteDispatch(of call: Instruction) {
    guard let function = read(call.callee) else { return }
    let (holder, place) = function
    var paths: [(receiver: Value, path: [Code.Dispatch.Place])] = [(holder, [place])]
    if let (object, table) = read(holder) { paths.append((object, [table, place])) }
    let dispatches = paths.compactMap { receiver, path -> Code.Dispatch? in
      guard !receiver.isConstant else { return nil }
      let arguments = call.arguments.enumerated().compactMap { index, argument in
        dependence(of: argument, index, on: receiver)
      }
      if arguments.isEmpty { return nil }
      return Code.Dispatch(receiver: node(of: receiver), path: path, arguments: arguments)
    }
    if !dispatches.isEmpty {
      reader.code.dispatches[Code.StepID(reader.code.steps.count)] = dispatches
    }
  }

  /// What the argument `argument`, at `index`, has to do with the object `receiver`.
  private func dependence(
    of argument: Value, _ index: Int, on receiver: Value
  ) -> Code.Dispatch.Argument? {
    let (base, offset) = Self.origin(of: argument, in: reader.program)
    if base == receiver {
      return .init(index: index, place: .init(offset: offset, tag: 0), isLoaded: false)
    }
    guard argument.type.kind == .pointer, let (object, place) = read(argument), object == receiver
    else { return nil }
    return .init(index: index, place: place, isLoaded: true)
  }

  /// Where the pointer `value` is read: from what, and how far on; `nil` if it is not read.
  private func read(_ value: Value) -> (from: Value, at: Code.Dispatch.Place)? {
    guard let load = value.asInstruction, load.operation == .load, value.type.kind == .pointer
    else { return nil }
    let (base, offset) = Self.origin(of: value.operand(0), in: reader.program)
    return (base, .init(offset: offset, tag: tag(of: load)))
  }

  /// What the address `value` is a constant distance from, and the distance.
  static func origin(of value: Value, in program: Program) -> (Value, Int64) {
    var (value, offset) = (value, Int64(0))
    while let step = value.asInstruction, step.operation == .getElementPointer,
      let distance = constantDistance(of: step, in: program)
    {
      value = value.operand(0)
      offset += distance
    }
    return (value, offset)
  }
}
