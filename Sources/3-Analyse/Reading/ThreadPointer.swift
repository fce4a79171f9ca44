import Engine
import LLVM
import WholeProgram

/// The thread pointer, as one more object: what it is set to is written there, and read from there.
///
/// What it computes: which functions set the thread pointer or return it, and which assembly reads it.
/// Why that is sound: where the thread pointer points, its own address stands ("ELF Handling For
/// Thread-Local Storage", 4.4.6), so that reading the word there and asking for the pointer are the same;
/// and who sets it is stated (`ExternalEffect.setsThread`). Without such a function it is not followed.
/// What it cannot see: a program that writes another address there, or that sets it by `wrmsr` itself.
/// Cost: an object.
struct ThreadPointer {

  /// The object that holds it.
  let object: ObjectID
  /// `true` iff machine code reads the word there to find variables of threads.
  let leadsToVariables: Bool
  /// What the program's functions do with it.
  private let effects: [String: ExternalEffect]

  /// The thread pointer of `program`, which is to become object `object`; `nil` if nobody is known to
  /// set it.
  init?(of program: Program, as object: ObjectID) {
    effects = program.externalEffects.filter { [.setsThread, .givesThread].contains($0.value) }
    let isSet = effects.contains {
      $0.value == .setsThread && program.module.function($0.key) != nil
    }
    guard isSet else { return nil }
    leadsToVariables = program.module.variables.contains { $0.isThreadLocal }
    self.object = object
  }

  /// `true` iff calling `function` sets it.
  func isSet(by function: Function) -> Bool { effects[function.name] == .setsThread }

  /// `true` iff calling `function` returns it.
  func isGiven(by function: Function) -> Bool { effects[function.name] == .givesThread }

  /// `true` iff the assembly `text` reads it: a word at the start of FS.
  static func isRead(by text: String) -> Bool {
    let words = text.split { " \t,".contains($0) }
    return words == ["mov", "%fs:0", "$0"] || words == ["movq", "%fs:0", "$0"]
  }

  /// `true` iff the assembly `text` may set it.
  static func isSet(by text: String) -> Bool { text.contains("fsbase") }
}

extension BodyReader {

  /// Reads a call of a function that sets or returns the thread pointer; `false` if `target` is another.
  func readThreadCall(_ call: Instruction, of target: Function) -> Bool {
    guard let pointer = reader.threadPointer else { return false }
    let arguments = call.arguments
    if pointer.isSet(by: target), let argument = arguments.first {
      addCall(call, result: result(of: call))
      reader.add(.store, [place(of: pointer), node(of: argument)], size: 8, block: block)
      if pointer.leadsToVariables { readWord(at: node(of: argument)) }
      return true
    }
    guard pointer.isGiven(by: target) else { return false }
    addCall(call, result: -1)
    readThread(pointer, result: result(of: call))
    return true
  }

  /// Reads assembly that reads or sets the thread pointer; `false` if `text` does something else.
  func readThreadAssembly(_ call: Instruction, _ text: String) -> Bool {
    guard let pointer = reader.threadPointer else { return false }
    if ThreadPointer.isSet(by: text) {
      reader.add(.store, [place(of: pointer), reader.unknownNode], size: 8, block: block)
      return false
    }
    guard ThreadPointer.isRead(by: text), call.arguments.isEmpty else { return false }
    readThread(pointer, result: result(of: call))
    return true
  }

  /// Reads `pointer` into `result`.
  func readThread(_ pointer: ThreadPointer, result: Code.NodeID) {
    let value = reader.code.addNode(width: 64)
    reader.add(.load, [place(of: pointer)], result: value, size: 8, block: block)
    // The machine reads the word that stands there.
    readWord(at: value)
    if result >= 0 { reader.add(.copy, [value], result: result, block: block) }
  }

  /// Reads the word at `address`, which is that address.
  private func readWord(at address: Code.NodeID) {
    let word = reader.code.addNode(width: 64)
    reader.add(.load, [address], result: word, size: 8, block: block)
  }

  /// Where `pointer` stands.
  private func place(of pointer: ThreadPointer) -> Code.NodeID {
    reader.code.addConstant(.address(pointer.object, 0), width: 64)
  }
}
