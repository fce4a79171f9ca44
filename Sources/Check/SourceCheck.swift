import Clang
import Foundation
import LLVM
import LibraryOS
import Model

/// C files as libclang understands them, before they compile: which functions of the library they
/// name, with which constants, and where.
///
/// What it computes: a stand-in program with one function for each place that uses something which
/// the files do not define, so that what a place leads to is found as for bitcode. Mistakes in the
/// files are findings. What it cannot see: system calls in inline assembly, and what functions of
/// other files than those given do. Cost: one parse of each file.
struct SourceCheck {

  /// A place that uses a function.
  struct Use {
    /// The function.
    let name: String
    /// The place.
    let site: Site
    /// The arguments, those that are constants with their value.
    let arguments: [Int64?]
  }

  /// The uses of functions that the files do not define.
  private(set) var uses: [Use] = []
  /// What is wrong with the files.
  private(set) var findings: [Finding] = []
  /// The functions that the files define.
  private var defined: Set<String> = []
  /// Names that the user's own headers or files declare.
  private var declaredByUser: Set<String> = []

  /// What `files` use, read with `arguments` and the user's `words`; `services` has advice.
  init(
    _ files: [String], _ words: [String], _ arguments: SourceArguments,
    _ services: ServiceDescription
  ) throws {
    for file in files {
      guard FileManager.default.isReadableFile(atPath: file) else {
        throw Diagnostic.error(
          at: Site(file), "no such file, or it cannot be read",
          recommendation: "name the program's bitcode, or its C files")
      }
      let unit: TranslationUnit
      do {
        unit = try TranslationUnit(path: file, arguments: arguments.words(for: file, words))
      } catch {
        throw Diagnostic.error(
          at: Site(file), "cannot be understood as C with these flags",
          recommendation: "give the flags that the compiler gets after --")
      }
      note(unit.messages, in: file, services)
      for declaration in unit.declarations where !declaration.isInSystemHeader {
        if declaration.kind == .function {
          declaredByUser.insert(declaration.name)
          if declaration.isDefinition { defined.insert(declaration.name) }
        }
        visit(declaration)
      }
    }
    uses.removeAll { defined.contains($0.name) }
  }

  /// Notes the errors among `messages`, which are about `file`; `services` has advice on functions
  /// that are not declared.
  private mutating func note(
    _ messages: [TranslationUnit.Message], in file: String, _ services: ServiceDescription
  ) {
    for message in messages where message.isError {
      let site = message.file.isEmpty ? Site(file) : Site(message.file, line: message.line)
      let words = message.text.split(separator: "'", omittingEmptySubsequences: false)
      let name = words.count > 2 && words[0].contains("undeclared") ? String(words[1]) : ""
      let advice = services.functions[name]
      findings.append(
        Finding(
          advice == nil ? .source : .function, advice == nil ? file : name,
          .error(
            at: site, message.text,
            recommendation: advice ?? "correct the file, or give the compiler's flags after --")))
    }
  }

  /// Notes the functions that `cursor` and its parts use.
  private mutating func visit(_ cursor: Cursor) {
    var rest = cursor.children[...]
    if cursor.kind == .call, let callee = cursor.referenced, note(callee, cursor) {
      // The first child names the function, which is noted already.
      rest = rest.dropFirst()
    } else if cursor.kind == .reference, let target = cursor.referenced {
      _ = note(target, cursor)
    }
    for child in rest { visit(child) }
  }

  /// Notes that `cursor` uses `target`, if that is a function which other files define.
  private mutating func note(_ target: Cursor, _ cursor: Cursor) -> Bool {
    guard target.kind == .function, target.isExternal, let place = cursor.place else {
      return false
    }
    let name = target.name
    guard !name.hasPrefix("__builtin_") else { return true }
    let arguments = cursor.kind == .call ? cursor.arguments.map(\.integer) : []
    uses.append(
      Use(name: name, site: Site(place.file, line: place.line), arguments: arguments))
    return true
  }

  /// Returns what there is to say about functions that are not among `symbols`, and keeps the others.
  mutating func takeMissing(_ services: Services) -> [Finding] {
    let missing = uses.filter { !services.symbols.contains($0.name) }
    uses.removeAll { !services.symbols.contains($0.name) }
    return missing.compactMap { use in
      // Clang has complained already.
      if findings.contains(where: { $0.diagnostic.site == use.site }) { return nil }
      let advice = services.description.functions[use.name]
      if declaredByUser.contains(use.name), advice == nil {
        return Finding(
          .function, use.name,
          Diagnostic(
            .remark, at: use.site,
            "'\(use.name)' is defined neither in these files nor in the C library"))
      }
      return Finding(
        .function, use.name,
        .error(
          at: use.site, "the C library has no '\(use.name)'",
          recommendation: advice ?? "use another function, or add one to the program"))
    }
  }

  /// Returns a program that does what each of the places does, as bitcode, and the places that its
  /// functions stand for.
  func standIn(for triple: String) throws -> (bitcode: [UInt8], places: [String: Site]) {
    let context = Context()
    let module = Module(named: "stand-in", in: context)
    module.triple = triple
    module.dataLayout = try TargetMachine(triple: triple).dataLayout
    let word = context.integerType(64)
    let nothing = context.functionType([], to: context.voidType)
    let unknown = module.addFunction("time", context.functionType([word], to: word))
    var places: [String: Site] = [:]
    let main = module.addFunction("main", context.functionType([], to: context.integerType(32)))
    let entry = main.appendBlock(in: context)
    for (number, use) in uses.enumerated() {
      let place = module.addFunction("specialise.place.\(number)", nothing)
      places[place.name] = use.site
      let builder = Builder(atEndOf: place.appendBlock(in: context), in: context)
      let arguments = use.arguments.map { value in
        value.map { context.integer(UInt64(bitPattern: $0), bits: 64) }
          ?? builder.call(unknown.value, unknown.signature, [context.integer(0, bits: 64)]).value
      }
      let type = context.functionType(arguments.map { _ in word }, to: word)
      let callee = module.function(use.name) ?? module.addFunction(use.name, type)
      builder.call(callee.value, type, arguments)
      builder.return()
      Builder(atEndOf: entry, in: context).call(place.value, nothing, [])
    }
    Builder(atEndOf: entry, in: context).return(context.integer(0, bits: 32))
    return (module.bitcode, places)
  }
}
