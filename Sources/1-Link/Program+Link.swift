import Foundation
package import LLVM
import Model
package import WholeProgram

/// The link stage: files to one closed program.
///
/// What it computes: the units that a linker would extract, merged into one module in which every
/// definition is stamped with its component and file; `syscall` instructions are calls of the
/// library OS's handlers; every undefined symbol is defined or an error; every symbol that something
/// outside the module names is a root with its reason.
///
/// Why that is sound: extraction follows the rules of ELF linkers (`Resolution`), merging those of
/// LLVM's linker, and what the module cannot see (machine code, module assembly, the linker script)
/// makes roots by name.
///
/// What it cannot see: what machine code does with the addresses that it is given; that is the
/// analysis's business. Cost: one pass over the bitcode of the extracted units.
package struct LinkSession {

  /// The request.
  let request: LinkRequest
  /// The machine that passes run for.
  private let machine: TargetMachineBox
  /// Which units take part.
  private(set) var resolution: Resolution
  /// The number of units that were merged already.
  private var mergedCount = 0
  /// The symbols that became the ends of arrays.
  private(set) var boundSymbols: Set<String> = []
  /// The names in the linker script.
  let script: LinkerScript

  /// A session for `request`; throws what is wrong with its files.
  package init(_ request: LinkRequest) throws {
    self.request = request
    script = try LinkerScript(path: request.linkerScript)
    machine = try TargetMachineBox()
    resolution = try Resolution(Inputs(request), scriptSymbols: script.defined)
  }

  /// Returns the whole program; throws all that is missing or defined twice.
  package mutating func link(in context: Context) throws -> Program {
    let program = Program(in: context)
    try extractOperatingSystem()
    try diagnoseMissingBitcode()
    repeat {
      try diagnoseDuplicates()
      try mergeNewUnits(into: program)
    } while try extractHandlers(program)
    program.module.finishAbsorbing()
    var arrays = SectionArrays(in: program)
    arrays.bind()
    boundSymbols = arrays.bound
    let sections = BoundedSections(of: program, natives: nativeUnits)
    try diagnoseUndefined(program, sections)
    try diagnoseThreadLocals()
    try close(program, sections)
    return program
  }

  /// Extracts what starts the program, and what registers itself.
  private mutating func extractOperatingSystem() throws {
    for symbol in script.referenced.sorted() + request.laterCalled {
      _ = try resolution.want(symbol)
    }
    // What intrinsic functions of LLVM become.
    for symbol in LibraryCalls.memory + LibraryCalls.support {
      _ = try resolution.want(symbol, isOnDemand: true)
    }
    for prefix in ["registration_", "initcall_"] {
      for symbol in resolution.librarySymbols(startingWith: prefix) {
        _ = try resolution.want(symbol)
      }
    }
  }

  /// Merges the units that were extracted since the last call.
  private mutating func mergeNewUnits(into program: Program) throws {
    while mergedCount < resolution.units.count {
      let unit = resolution.units[mergedCount]
      mergedCount += 1
      if unit.kind == .bitcode {
        try merge(unit, into: program)
      } else {
        program.natives.append(
          NativeObject(
            name: unit.name, bytes: Array(unit.bytes), origin: origin(of: unit),
            isOnDemand: resolution.isOnDemand(unit)))
      }
    }
  }

  /// Merges the bitcode `unit`.
  private mutating func merge(_ unit: Unit, into program: Program) throws {
    do {
      program.diagnostics += unit.warnings
      let module = try Module(
        bitcode: unit.bytes, named: unit.name, in: program.context)
      if !unit.warnings.isEmpty || module.hasForeignDebugInformation {
        module.stripDebugInformation()
      }
      if unit.owner == .application {
        try checkDefinitions(of: module, in: unit)
        // Functions of the application's own assembly may call, or return to, what they are given.
        if ["call", "jmp", "ret"].contains(where: module.assembly.contains) {
          program.trustsDeclarations = false
        }
      }
      unit.applyNames(to: module)
      if unit.owner == .application {
        try machine.simplifyLibraryCalls(in: module)
      }
      LibraryCalls.expose(in: module)
      for symbol in LibraryCalls.introduced(by: module, beyond: unit.table) {
        try resolution.need(symbol, in: mergedCount - 1)
      }
      LibraryCalls.freeze(module)
      let origin = origin(of: unit, source: module.sourceFile)
      module.stamp(component: origin.component, file: origin.site.file)
      let (changed, problems) = SystemCallPlaceholder.insert(in: module)
      program.diagnostics += problems
      for function in changed { try machine.promote(function) }
      module.triple = machine.triple
      module.dataLayout = machine.dataLayout
      try program.module.absorb(module)
    } catch let failure as Failure {
      throw DiagnosedFailure(
        .error(at: Site(unit.name), "cannot be merged: \(failure)"))
    }
  }

  /// Extracts the handlers of the system calls that the program can make; `false` if there was
  /// nothing new.
  private mutating func extractHandlers(_ program: Program) throws -> Bool {
    guard let placeholder = program.module.function(SystemCallPlaceholder.name) else {
      return false
    }
    var query = systemCallNumbers(of: program)
    var numbers: Set<Int>? = []
    for call in placeholder.value.users.compactMap(\.asInstruction) {
      guard let some = query.numbers(passedBy: call) else {
        numbers = nil
        break
      }
      numbers?.formUnion(some)
    }
    let before = resolution.units.count
    for handler in resolution.librarySymbols(startingWith: SystemCallHandler.prefix) {
      guard let number = SystemCallHandler.number(of: handler) else { continue }
      if numbers?.contains(number) ?? true { _ = try resolution.want(handler) }
    }
    return resolution.units.count > before
  }

  /// Returns a query for the numbers of system calls in `program`.
  private func systemCallNumbers(of program: Program) -> SystemCallNumbers {
    let machine = machine
    let sections = BoundedSections(of: program, natives: nativeUnits)
    let outside = Set(rootsByName(program, sections).map(\.symbol))
    return SystemCallNumbers(in: program.context, calledFromOutside: outside) {
      try? machine.promote($0)
    }
  }

  /// Returns where the definitions of `unit` come from.
  func origin(of unit: Unit, source: String = "") -> Origin {
    switch unit.owner {
    case .application:
      return Origin(
        component: Origin.application, site: Site(source.isEmpty ? unit.name : source))
    case .support:
      return Origin(component: "support", site: Site(unit.name))
    case .library:
      var path = source
      if path.isEmpty, let range = unit.path.range(of: request.objectFolder + "/") {
        path = String(unit.path[range.upperBound...])
      }
      return Origin(component: request.componentOfSource(path), site: Site(path))
    }
  }
}

/// What the roots are made from.
extension LinkSession {

  /// The files that the program was made of, sorted.
  package var dependencies: [String] {
    Set(resolution.units.map(\.file) + [request.linkerScript]).sorted()
  }

  /// The linker script's path.
  var scriptPath: String { request.linkerScript }

  /// The symbols that the linker script refers to.
  var scriptReferences: [String] { script.referenced.sorted() }

  /// The units of machine code.
  var nativeUnits: [Unit] { resolution.units.filter { $0.kind == .elf } }

  /// The symbols that module assembly refers to or defines, with the unit.
  var assemblyReferences: [(symbol: String, unit: String)] {
    resolution.units.filter { $0.kind == .bitcode }.flatMap { unit in
      unit.table.symbols.filter(\.isOnlyInAssembly).map { ($0.name, unit.name) }
    }
  }

  /// The symbols that machine code of the application names, in objects or module assembly.
  private var foreignReferences: [String] {
    resolution.units.filter { $0.owner == .application }.flatMap { unit in
      unit.table.symbols.filter { unit.kind == .elf ? $0.isUndefined : $0.isOnlyInAssembly }
        .map(\.name)
    }
  }
}

/// Closing the program.
extension LinkSession {

  /// Binds names for good: aliases are resolved, system calls reach their handlers, everything but
  /// the roots becomes internal.
  private func close(_ program: Program, _ sections: BoundedSections) throws {
    dropOverriddenDefinitions(program)
    dropUnwinding(of: program)
    program.module.keep(sections.members(of: program.module).map(\.value))
    program.roots = rootsByName(program, sections)
    program.machineCodeReadsVariables = foreignReferences.contains {
      program.module.variable($0).map { !$0.isDeclaration } ?? false
    }
    resolveAliases(program)
    internalise(program)
    bindWeakReferences(program, sections)
    do {
      try ForwardedNumbers(program: program).inline(for: machine.machine)
    } catch let failure as Failure {
      preconditionFailure("inlining of system calls failed: \(failure)")
    }
    dispatchSystemCalls(program)
  }

  /// Replaces each alias by what it stands for; where outsiders name the alias, its target is a root.
  private func resolveAliases(_ program: Program) {
    let named = Dictionary(uniqueKeysWithValues: program.roots.map { ($0.symbol, $0) })
    for alias in program.module.aliases {
      let root = named[alias.name]
      if let root {
        program.roots.append(
          Root(symbol: alias.target.name, reason: root.reason, site: root.site))
      }
      alias.resolve(isKept: root != nil)
    }
  }

  /// Lets definitions in machine code hold where they are stronger than those of bitcode.
  private func dropOverriddenDefinitions(_ program: Program) {
    for function in program.module.functions where !function.isDeclaration {
      if resolution.definer(of: function.name)?.kind == .elf, !function.isLocal {
        function.eraseBody()
        function.makeExternal()
      }
    }
  }

  /// Replaces the placeholder by the handlers.
  private func dispatchSystemCalls(_ program: Program) {
    guard let placeholder = program.module.function(SystemCallPlaceholder.name) else { return }
    var query = systemCallNumbers(of: program)
    let calls = placeholder.value.users.compactMap(\.asInstruction)
    let numbers = calls.map { query.numbers(passedBy: $0) }
    var dispatch = SystemCallDispatch(in: program)
    dispatch.guardHandlers()
    for (call, numbers) in zip(calls, numbers) { dispatch.replace(call, passing: numbers) }
    placeholder.erase()
  }

  /// Makes everything invisible outside the module but the roots.
  private func internalise(_ program: Program) {
    let kept = Set(program.roots.map(\.symbol))
    for function in program.module.functions where !function.isDeclaration {
      if !kept.contains(function.name) { function.makeInternal() }
    }
    for variable in program.module.variables where !variable.isDeclaration {
      guard variable.linkage != .appending, !kept.contains(variable.name) else { continue }
      variable.makeInternal()
    }
  }

  /// Replaces weak references that nothing defines by null.
  private func bindWeakReferences(_ program: Program, _ sections: BoundedSections) {
    let null = program.context.null
    for function in program.module.functions
    where function.linkage == .externalWeak && !resolution.isDefined(function.name) {
      function.value.replaceAllUses(with: null)
      function.erase()
    }
    for variable in program.module.variables
    where variable.linkage == .externalWeak && !resolution.isDefined(variable.name)
      && !sections.define(variable.name)
    {
      variable.value.replaceAllUses(with: null)
      variable.erase()
    }
  }
}
