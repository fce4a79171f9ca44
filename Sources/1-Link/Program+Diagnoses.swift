import LLVM
package import Model
import WholeProgram

/// What makes a program impossible to close, in the user's terms.
extension LinkSession {

  /// Throws if the application consists of machine code only.
  func diagnoseMissingBitcode() throws {
    let own = resolution.units.filter { $0.owner == .application }
    guard let first = own.first, own.allSatisfy({ $0.kind == .elf }) else { return }
    throw DiagnosedFailure(
      .error(
        at: Site(first.name), "holds machine code only: there is no bitcode in the program",
        recommendation: "compile with `specialise cc`, or with clang-22 -flto"))
  }

  /// Throws what is defined twice.
  func diagnoseDuplicates() throws {
    let problems: [Diagnostic] = resolution.duplicates.map { symbol, first, second in
      let (one, two) = (place(of: symbol, in: first), place(of: symbol, in: second))
      return .error(
        at: two ?? Site(second.name), "duplicate symbol '\(symbol)'",
        notes: ["defined first in \(first.name)" + (one.map { " at \($0)" } ?? "")]
          + (two == nil ? [] : ["defined again in \(second.name)"]),
        recommendation: "remove one of the definitions, or make one `static` or weak")
    }
    if !problems.isEmpty { throw DiagnosedFailure(problems) }
  }

  /// Returns the place in the source where `unit` defines `symbol`.
  private func place(of symbol: String, in unit: Unit) -> Site? {
    guard unit.kind == .bitcode,
      let module = try? Module(bitcode: unit.bytes, named: unit.name, in: Context())
    else { return nil }
    let site =
      module.function(symbol)?.site ?? module.variable(symbol)?.site(in: module.context)
    return site.map { Site($0.file, line: $0.line) }
  }

  /// Throws the variables that are thread-local in one unit and ordinary in another.
  func diagnoseThreadLocals() throws {
    var problems: [Diagnostic] = []
    for unit in resolution.units where unit.kind == .bitcode {
      for symbol in unit.table.symbols where symbol.isUndefined {
        guard let definer = resolution.definer(of: symbol.name),
          let definition = definer.table.symbols.first(where: {
            $0.name == symbol.name && !$0.isUndefined
          }), definition.isThreadLocal != symbol.isThreadLocal
        else { continue }
        let (here, there) =
          symbol.isThreadLocal ? ("thread-local", "ordinary") : ("ordinary", "thread-local")
        problems.append(
          .error(
            at: Site(unit.name),
            "'\(symbol.name)' is \(here) here, but \(there) where it is defined",
            notes: ["defined in \(definer.name)"],
            recommendation: "declare it in one header that both files include"))
      }
    }
    if !problems.isEmpty { throw DiagnosedFailure(problems) }
  }

  /// Throws what is needed and defined nowhere, or notes it if the request tolerates it.
  func diagnoseUndefined(_ program: Program, _ sections: BoundedSections) throws {
    let undefined = resolution.needed.keys.filter {
      !resolution.isDefined($0) && !request.isDefinedLater($0) && !sections.define($0)
        && !boundSymbols.contains($0)
    }.sorted()
    if undefined.isEmpty { return }
    let known = resolution.knownSymbols
    let problems = undefined.map { explainUndefined($0, program, known) }
    if !request.toleratesUndefined || undefined.contains("main") {
      throw DiagnosedFailure(problems)
    }
    program.undefined = Dictionary(uniqueKeysWithValues: zip(undefined, problems))
  }

  /// Returns the unit of the application that holds the inline or module assembly `text`, with the
  /// place in the source if it is known.
  package func source(ofAssembly text: String) -> (unit: String, site: Site?)? {
    for unit in resolution.units where unit.kind == .bitcode && unit.owner == .application {
      guard
        let module = try? Module(
          bitcode: unit.bytes, named: unit.name, in: Context())
      else { continue }
      for function in module.functions {
        for block in function.blocks {
          for call in block.instructions
          where call.operation == .call && call.assembly == text {
            return (unit.name, call.place)
          }
        }
      }
    }
    return nil
  }

  /// Returns the error that `symbol` is defined nowhere, though the symbols `known` are.
  private func explainUndefined(
    _ symbol: String, _ program: Program, _ known: [String]
  ) -> Diagnostic {
    if symbol == "main" {
      return .error(
        at: request.applicationFiles.first.map { Site($0) }, "undefined symbol 'main'",
        notes: ["the program has no main function"],
        recommendation: "name all bitcode files of the program, or the NAME.bc of its link")
    }
    let wanting = resolution.needed[symbol].flatMap { $0 < 0 ? nil : resolution.units[$0] }
    let value = program.module.function(symbol)?.value ?? program.module.variable(symbol)?.value
    let use = value.flatMap { firstUse(of: $0, program.context) }
    var notes = wanting.map { ["needed by \($0.name)"] } ?? []
    if let user = use?.user { notes.append("used in '\(user)'") }
    let similar = known.first { isMisspelt(symbol, for: $0) }
    return .error(
      at: use?.site ?? wanting.map { Site($0.name) }, "undefined symbol '\(symbol)'", notes: notes,
      recommendation: similar.map { "did you mean '\($0)'?" }
        ?? "add the file or archive that defines it")
  }

  /// Returns the first function or variable of the program that uses `value`, and the place.
  private func firstUse(
    of value: Value, _ context: Context, depth: Int = 8
  ) -> (user: String, site: Site?)? {
    for user in value.users {
      if let instruction = user.asInstruction {
        return (instruction.function.name, instruction.place)
      }
      // As its personality, or beside its code.
      if let function = user.asFunction {
        return (function.name, function.site.map { Site($0.file, line: $0.line) })
      }
      if let variable = user.asVariable {
        return (variable.name, variable.site(in: context).map { Site($0.file, line: $0.line) })
      }
      if depth > 0, let use = firstUse(of: user, context, depth: depth - 1) { return use }
    }
    return nil
  }
}

/// `true` iff one letter too many, too few or wrong, or two exchanged, make `word` of `name`.
func isMisspelt(_ word: String, for name: String) -> Bool {
  let (left, right) = (Array(word.utf8), Array(name.utf8))
  guard left.count > 3, abs(left.count - right.count) <= 1, left != right else { return false }
  let start = zip(left, right).prefix { $0 == $1 }.count
  let (first, second) = (left[start...], right[start...])
  if left.count > right.count { return first.dropFirst().elementsEqual(second) }
  if left.count < right.count { return first.elementsEqual(second.dropFirst()) }
  if first.dropFirst().elementsEqual(second.dropFirst()) { return true }
  let isExchange = first.prefix(2).reversed().elementsEqual(second.prefix(2))
  return isExchange && first.dropFirst(2).elementsEqual(second.dropFirst(2))
}
