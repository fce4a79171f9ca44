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
  func findings() throws -> [Finding] {
    for function in program.module.functions { function.removeAttribute("optnone") }
    let machine = try TargetMachine(triple: program.module.triple)
    try program.module.run("function(sroa)", for: machine)
    return systemCalls() + arguments() + functions()
  }

  /// A place of a finding, with notes on the way there and the function of the library that the
  /// application uses there.
  private typealias Place = (site: Site?, notes: [String], through: String?)

  /// Returns what there is to say about whole system calls.
  private func systemCalls() -> [Finding] {
    var remarks: Set<String> = []
    return program.systemCalls.filter { uses.live.contains($0.caller) }.flatMap {
      use -> [Finding] in
      guard let number = use.number else { return [] }
      let name = services.names[number]
      let message: String
      let advice: String
      switch services.extent(of: number) {
      case .served: return []
      case .partly:
        guard let remark = partly(use, name), remarks.insert(name).inserted else { return [] }
        return [remark]
      case .refused(let text):
        (message, advice) = ("the system call \(name) is always refused", text)
      case .absent(let text):
        (message, advice) = ("the system call \(name) (\(number)) is not served", text)
      }
      // What can only fail is told of by its own name.
      return places(of: use).filter { services.description.functions[$0.through ?? ""] == nil }
        .map {
          Finding(
            .systemCall, name,
            .error(at: $0.site, message, notes: $0.notes, recommendation: advice))
        }
    }
  }

  /// Returns a remark on what the system call `name` lacks, if words say it and the application
  /// itself calls what makes the call.
  private func partly(_ use: SystemCallUse, _ name: String) -> Finding? {
    guard let lacks = services.description.partly[name],
      let place = places(of: use).first(where: { $0.through == use.caller || $0.through == nil })
    else { return nil }
    return Finding(
      .systemCall, name,
      Diagnostic(
        .remark, at: place.site, "the system call \(name) is served in part: \(lacks)"))
  }

  /// Returns the places in the application that lead to `use`; if there are none, the place in the
  /// library.
  private func places(of use: SystemCallUse) -> [Place] {
    guard let caller = program.module.function(use.caller) else { return [(use.site, [], nil)] }
    if uses.isApplication(caller) {
      return [(uses.places[caller.name] ?? use.site, [], nil)]
    }
    return places(leadingTo: caller, at: use.site)
  }

  /// Returns the places in the application that lead to `function`, or else `site` in it.
  private func places(leadingTo function: Function, at site: Site?) -> [Place] {
    let found = uses.uses(leadingTo: function)
    let inside = "made by '\(function.name)'" + (site.map { " at \($0)" } ?? "")
    if found.isEmpty {
      return [(site, ["made by '\(function.name)', reached through pointers"], "")]
    }
    return found.map { use in
      let through = use.through ?? function.name
      let notes = use.through.map { ["through '\($0)'"] } ?? []
      return (use.site, notes + [inside], through)
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
    return places(of: origin).map {
      Finding(
        .argument, value,
        .error(
          at: $0.site,
          "\(name): the \(argument.title) \(value) is not served (\(argument.refusal))",
          notes: $0.notes, recommendation: advice))
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
  private func places(of origin: ArgumentTrace.Origin) -> [Place] {
    if let call = origin.calls.last(where: { uses.isApplication($0.function) }) {
      return [(uses.place(of: call), [], nil)]
    }
    let last = origin.calls.last!
    return places(leadingTo: last.function, at: uses.place(of: last))
  }
}

/// Functions.
extension ProgramCheck {

  /// Returns what there is to say about functions that are missing, or that can only fail.
  private func functions() -> [Finding] {
    program.undefined.keys.sorted().flatMap(missing)
      + services.description.functions.keys.sorted().flatMap(failing)
  }

  /// Returns the findings that `name` is defined nowhere.
  private func missing(_ name: String) -> [Finding] {
    let problem = program.undefined[name]
    let advice =
      services.description.functions[name] ?? problem?.recommendation
      ?? "add the file or archive that defines it"
    let message = "the C library has no '\(name)', and nothing else defines it"
    let places = program.module.function(name).map { uses.uses(leadingTo: $0) } ?? []
    if places.isEmpty {
      return [
        Finding(
          .function, name,
          .error(
            at: problem?.site, message, notes: problem?.notes ?? [], recommendation: advice))
      ]
    }
    return places.map {
      Finding(.function, name, .error(at: $0.site, message, recommendation: advice))
    }
  }

  /// Returns the findings that `name`, a function of the library that the application uses, can only
  /// fail.
  private func failing(_ name: String) -> [Finding] {
    guard let function = program.module.function(name), !function.isDeclaration,
      !uses.isApplication(function)
    else { return [] }
    return uses.uses(leadingTo: function).filter { $0.through == nil }.map {
      Finding(
        .function, name,
        .error(
          at: $0.site, "'\(name)' can only fail",
          recommendation: services.description.functions[name]))
    }
  }
}
