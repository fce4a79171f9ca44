import LLVM
import LibraryOS
import Model
import WholeProgram

/// What a linked program asks of the library OS that the library OS does not have.
///
/// What it computes: for each system call that live code makes without a handler, or with one that
/// always refuses, the places in the application that lead to it; for each constant that reaches an
/// argument which chooses a service, whether it is served; each function that the C library lacks, or
/// that can only fail, with the places that name it.
///
/// Why that is sound: the numbers, and what is live, are those of the link stage and of reachability,
/// which leave nothing out; handlers are those that the link found.
///
/// What it cannot see: commands that are computed at run time (a remark says so where the call is in
/// the application), and whether a branch that leads to a call is ever taken. Cost: one reachability
/// analysis, and the calls on the way from handlers to the application.
struct ProgramCheck {

  /// What is served.
  let services: Services
  /// The program.
  let program: Program
  /// The ways back to the application.
  let uses: ApplicationUses

  /// A check of `program`, in which `live` can run and the functions `places` stand for places.
  init(_ program: Program, live: Set<String>, services: Services, places: [String: Site]) {
    self.services = services
    self.program = program
    uses = ApplicationUses(program: program, live: live, places: places)
  }

  /// Returns all findings.
  func findings() -> [Finding] {
    let machine = try? TargetMachine(triple: program.module.triple)
    for function in program.module.functions { function.removeAttribute("optnone") }
    if let machine { try? program.module.run("function(sroa)", for: machine) }
    return systemCalls() + arguments() + functions()
  }

  /// Returns what there is to say about whole system calls.
  private func systemCalls() -> [Finding] {
    program.systemCalls.filter { uses.live.contains($0.caller) }.flatMap { use -> [Finding] in
      guard let number = use.number else { return [] }
      let name = services.names[number]
      let extent = services.extent(of: number)
      let message: String
      let advice: String
      switch extent {
      case .served: return []
      case .partly(let lacks): return partly(use, name, lacks)
      case .refused(let text):
        (message, advice) = ("the system call \(name) is always refused", text)
      case .absent(let text):
        (message, advice) = ("the system call \(name) (\(number)) is not served", text)
      }
      return places(of: use).map { place, notes in
        Finding(
          .systemCall, name,
          .error(at: place, message, notes: notes, recommendation: advice))
      }
    }
  }

  /// Returns a remark that the system call `name` is served but for what it `lacks`, if words say so.
  private func partly(_ use: SystemCallUse, _ name: String, _ lacks: String) -> [Finding] {
    guard services.description.partly[name] != nil else { return [] }
    return places(of: use).prefix(1).map { place, notes in
      Finding(
        .systemCall, name,
        Diagnostic(
          .remark, at: place, "the system call \(name) is served in part: \(lacks)", notes: notes))
    }
  }

  /// Returns the places in the application that lead to `use`, with notes on the way there; if there
  /// are none, the place in the library.
  private func places(of use: SystemCallUse) -> [(Site?, [String])] {
    guard let caller = program.module.function(use.caller) else { return [(use.site, [])] }
    if uses.isApplication(caller) {
      return [(uses.places[caller.name] ?? use.site, [])]
    }
    return places(leadingTo: caller, at: use.site)
  }

  /// Returns the places in the application that lead to `function`, or else `site` in it, with notes
  /// on the way there.
  private func places(leadingTo function: Function, at site: Site?) -> [(Site?, [String])] {
    let found = uses.uses(leadingTo: function)
    let inside = "made by '\(function.name)'" + (site.map { " at \($0)" } ?? "")
    if found.isEmpty { return [(site, ["made by '\(function.name)', reached through pointers"])] }
    return found.map { use in
      (use.site, (use.through.map { ["through '\($0)'"] } ?? []) + [inside])
    }
  }
}

/// Arguments that choose.
extension ProgramCheck {

  /// Returns what there is to say about commands, requests, options and flags.
  private func arguments() -> [Finding] {
    var result: [Finding] = []
    for function in program.module.functions where !function.isDeclaration {
      guard let number = SystemCallHandler.number(of: function.name) else { continue }
      let name = services.names[number]
      let choices = services.choices.filter { $0.argument.systemCalls.contains(name) }
      if choices.isEmpty { continue }
      for user in function.value.users {
        guard let call = user.asInstruction, call.isCall, call.callee == function.value else {
          continue
        }
        for choice in choices { result += judge(call, number, name, choice) }
      }
    }
    return result
  }

  /// Returns what there is to say about the arguments `choice` of `call`, of the handler of `number`.
  private func judge(
    _ call: Instruction, _ number: Int, _ name: String, _ choice: Services.Choice
  ) -> [Finding] {
    let isMask = choice.argument.isMask ?? false
    let trace = ArgumentTrace(
      choice.argument.positions, of: call, number: number, isMask: isMask)
    return trace.origins.flatMap { origin -> [Finding] in
      guard uses.live.contains(origin.calls.last!.function.name) else { return [] }
      guard let values = origin.values else { return isMask ? [] : unknown(origin, name, choice) }
      let missing =
        isMask
        ? choice.missing.filter { $0.key[0] != 0 && values[0] & $0.key[0] == $0.key[0] }
          .map(\.value).sorted()
        : choice.served[values] == nil ? [choice.missing[values] ?? ""] : []
      return missing.flatMap { refuse($0, values, origin, name, choice) }
    }
  }

  /// Returns the findings that the value `missing` (or, if that is empty, `values`) is not served.
  private func refuse(
    _ missing: String, _ values: [UInt32], _ origin: ArgumentTrace.Origin, _ name: String,
    _ choice: Services.Choice
  ) -> [Finding] {
    let argument = choice.argument
    let digits = values.map { "0x" + String($0, radix: 16) }.joined(separator: ", ")
    let value = missing.isEmpty ? digits : missing.split(separator: " ").joined(separator: ", ")
    let advice =
      argument.missing[missing]
      ?? "the library OS does not know it: leave it out, or go on when it fails"
    return places(of: origin).map { place, notes in
      Finding(
        .argument, value,
        .error(
          at: place, "\(name): the \(argument.title) \(value) is not served (\(argument.refusal))",
          notes: notes, recommendation: advice))
    }
  }

  /// Returns a remark that the arguments `choice` are not known at `origin`, if that is in the
  /// application.
  private func unknown(
    _ origin: ArgumentTrace.Origin, _ name: String, _ choice: Services.Choice
  ) -> [Finding] {
    guard let call = origin.calls.first(where: { uses.isApplication($0.function) }) else {
      return []
    }
    return [
      Finding(
        .argument, name,
        Diagnostic(
          .remark, at: uses.place(of: call),
          "\(name): the \(choice.argument.title) is not known before the program runs"))
    ]
  }

  /// Returns the places in the application that lead to the calls of `origin`.
  private func places(of origin: ArgumentTrace.Origin) -> [(Site?, [String])] {
    if let call = origin.calls.first(where: { uses.isApplication($0.function) }) {
      return [(uses.place(of: call), [])]
    }
    let last = origin.calls.last!
    return places(leadingTo: last.function, at: uses.place(of: last))
  }
}

/// Functions.
extension ProgramCheck {

  /// Returns what there is to say about functions that are missing, or that can only fail.
  private func functions() -> [Finding] {
    let missing = program.undefined.keys.sorted().map { name in
      (name, "the C library has no '\(name)', and nothing else defines it")
    }
    let failing = services.description.functions.keys.sorted().filter {
      program.undefined[$0] == nil && program.module.function($0)?.isDeclaration == false
    }.map { ($0, "'\($0)' can only fail") }
    return (missing + failing).flatMap { name, message -> [Finding] in
      let value =
        program.module.function(name)?.value ?? program.module.variable(name)?.value
      let places = value?.asFunction.map { uses.uses(leadingTo: $0) } ?? []
      let own = value?.asFunction.map(uses.isApplication) ?? false
      if own && program.undefined[name] == nil { return [] }
      let advice =
        services.description.functions[name] ?? program.undefined[name]?.recommendation
        ?? "add the file or archive that defines it"
      if program.undefined[name] != nil, places.isEmpty {
        return [
          Finding(
            .function, name,
            .error(
              at: program.undefined[name]?.site, message,
              notes: program.undefined[name]?.notes ?? [], recommendation: advice))
        ]
      }
      return places.map { use in
        Finding(
          .function, name,
          .error(
            at: use.site, message, notes: use.through.map { ["through '\($0)'"] } ?? [],
            recommendation: advice))
      }
    }
  }
}
