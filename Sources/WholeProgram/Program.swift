package import LLVM
package import Model

/// The application and the library OS as one closed program: the one owner of the LLVM module, and
/// of what the stages find out and decide.
package final class Program {

  /// The context of the module.
  package let context: Context
  /// The module.
  package var module: Module
  /// Objects of machine code that belong to the program.
  package var natives: [NativeObject] = []
  /// `true` iff functions that no module or object of the program defines call nothing back.
  package var trustsDeclarations = true
  /// What functions outside the program do, by name, where the user or the library OS says.
  package var externalEffects: [String: ExternalEffect] = [:]
  /// What stays whatever the analysis finds.
  package var roots: [Root] = []
  /// `true` iff machine code that is not the library OS's own names variables of the program: it may
  /// call whatever it finds there.
  package var machineCodeReadsVariables = false
  /// `true` iff an analysis found that the program may execute memory that it writes.
  package var executesData = false
  /// What the analysis could not see.
  package var assumptions: [Assumption] = []
  /// The round of the stages in the middle that is under way, from 0 on.
  package var round = 0
  /// What the stages did.
  package var decisions: [Decision] = []
  /// The beliefs that run-time checks guard; the number of a guard is its place here.
  package var guards: [GuardedBelief] = []
  /// The pointers that were cleared because nothing reads them.
  package var clearedSlots: [ClearedSlot] = []
  /// The places that were found not to run although their functions do, with the round.
  package var deadPlaces: [(round: Int, places: FunctionPlaces)] = []
  /// The names of fields that hold pointers, by variable and offset in bytes.
  package var fields: [String: [Int: String]] = [:]
  /// How many indirect calls became direct.
  package var callsMadeDirect = 0
  /// The system calls that the program can make.
  package var systemCalls: [SystemCallUse] = []
  /// What is defined nowhere, with what there is to say about it, if that was tolerated.
  package var undefined: [String: Diagnostic] = [:]
  /// Warnings and remarks for the user.
  package var diagnostics: [Diagnostic] = []

  /// An empty program for the machine `triple` with the layout `dataLayout`.
  package init(in context: Context) {
    self.context = context
    module = Module(named: "program", in: context)
  }

  /// The attribute of functions that says what they do, so that a saved module tells it.
  private static let effectAttribute = "specialise-effect"

  /// States that calling the function `name` of the module has the effect `effect`.
  package func state(_ effect: ExternalEffect, of function: Function) {
    externalEffects[function.name] = effect
    function.setAttribute(Self.effectAttribute, to: effect.rawValue, in: context)
  }

  /// Takes over what the module says of its functions, but for those of which something was stated.
  package func recallEffects() {
    for function in module.functions {
      guard let text = function.attribute(Self.effectAttribute),
        let effect = ExternalEffect(rawValue: text), externalEffects[function.name] == nil
      else { continue }
      externalEffects[function.name] = effect
    }
  }

  /// Records that `stage` did `verdict` to `symbol` because of `reason`.
  package func decide(
    _ verdict: Decision.Verdict, _ symbol: some Global, in stage: String, because reason: String
  ) {
    decisions.append(
      Decision(
        symbol: symbol.name, component: origin(of: symbol).component, stage: stage, round: round,
        verdict: verdict, reason: reason))
  }
}

/// What calling a function does to the program: one that the program only declares, or an allocator
/// of its own.
package enum ExternalEffect: String, Hashable, Sendable, CaseIterable {
  /// It returns a number, and that is all.
  case nothing
  /// As that; and nobody can tell a call whose result is not used from no call.
  case asks
  /// It reads bytes where its arguments point, keeps no pointer, and returns a number.
  case reads
  /// It reads and writes bytes where its arguments point, and keeps no pointer.
  case data
  /// It copies bytes from its second argument to its first that mean nothing to whoever reads them there.
  case copies
  /// Besides what its body does, the bytes at its second argument may come back out of what `receives`.
  case sends
  /// It writes bytes at its second argument: from outside, or what was sent. It returns a number.
  case receives
  /// It does not return.
  case end
  /// It returns memory that nothing else uses, or null, as `malloc` does.
  case allocate
  /// It returns such memory full of zeros, as `calloc` does.
  case zeroed
  /// It takes memory back, which nobody uses from then on, as `free` does.
  case release
  /// It returns its first argument or null, and does nothing else to the memory there.
  case same
  /// It makes its first argument the thread pointer.
  case setsThread = "sets-thread"
  /// It returns the thread pointer.
  case givesThread = "gives-thread"
  /// It may do anything with what it is given, and with what escaped before.
  case anything
}

/// A pointer in a table that nothing read, so that null stands in its place.
package struct ClearedSlot: Hashable, Sendable {

  /// The variable.
  package let variable: String
  /// Where in it the pointer stood, in bytes.
  package let offset: Int
  /// What it pointed to.
  package let target: String
  /// The round in which it was cleared.
  package let round: Int

  /// A slot with the given parts.
  package init(variable: String, offset: Int, target: String, round: Int) {
    self.variable = variable
    self.offset = offset
    self.target = target
    self.round = round
  }
}

/// An object file of machine code.
package struct NativeObject: Hashable, Sendable {

  /// What messages call it.
  package let name: String
  /// Its bytes.
  package let bytes: [UInt8]
  /// Where it comes from.
  package let origin: Origin
  /// `true` iff only references from generated code bring it into the image.
  package let isOnDemand: Bool

  /// The object `bytes`, called `name`, from `origin`.
  package init(name: String, bytes: [UInt8], origin: Origin, isOnDemand: Bool = false) {
    self.name = name
    self.bytes = bytes
    self.origin = origin
    self.isOnDemand = isOnDemand
  }
}

/// One system call that the program can make.
package struct SystemCallUse: Hashable, Sendable {

  /// The number, or `nil` if any number can arrive.
  package let number: Int?
  /// The function of the library OS that serves it, if one does.
  package let handler: String?
  /// The function that makes the call.
  package let caller: String
  /// Where.
  package let site: Site?
  /// If no function serves the call: the nearest places in the application that lead to it.
  package let users: [Place]

  /// A place in a function.
  package struct Place: Hashable, Sendable {
    /// The function.
    package let symbol: String
    /// The place in its source.
    package let site: Site?

    /// The place `site` in `symbol`.
    package init(symbol: String, site: Site?) {
      self.symbol = symbol
      self.site = site
    }
  }

  /// The use with the given parts.
  package init(
    number: Int?, handler: String?, caller: String, site: Site?, users: [Place] = []
  ) {
    self.number = number
    self.handler = handler
    self.caller = caller
    self.site = site
    self.users = users
  }
}
