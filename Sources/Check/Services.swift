import Clang
import LLVM
package import LibraryOS
import Model

/// What the library OS serves: which system calls have handlers, and what those do not do.
///
/// Handlers are counted where they are, in the symbol index of the library OS's archive; what they
/// lack is said by the components' `served.json`, whose names get their values from the C library's
/// headers.
package struct Services {

  /// How much of a system call is served.
  package enum Extent: Hashable, Sendable {
    /// All of it that makes sense for one program on its own machine.
    case served
    /// Not all; the text says what is missing.
    case partly(String)
    /// There is a handler, which always refuses; the text says what to do instead.
    case refused(String)
    /// Nothing answers but -ENOSYS; the text says what to do instead.
    case absent(String)
  }

  /// The values of an argument that chooses.
  package struct Choice: Sendable {
    /// The argument.
    package let argument: ServedArgument
    /// The names of values that are served.
    package let served: [[UInt32]: String]
    /// The names of values that are not.
    package let missing: [[UInt32]: String]
  }

  /// The names of system calls.
  package let names: SystemCallNames
  /// The numbers that have a handler.
  package let handlers: Set<Int>
  /// What the components say.
  package let description: ServiceDescription
  /// What arguments choose.
  package let choices: [Choice]
  /// The functions and variables that the library OS defines.
  package let symbols: Set<String>

  /// What programs are told to do when nothing better is known.
  private static let advice =
    "the call fails with ENOSYS: leave it out, or go on without what it should do"

  /// The services of the library OS in `installation`.
  package init(of installation: Installation) throws {
    names = SystemCallNames(of: installation)
    description = try ServiceDescription.all(readingFrom: installation.runtime)
    var symbols: Set<String> = []
    for path in installation.archives {
      do {
        symbols.formUnion(try Archive(path: path).index.map(\.symbol))
      } catch {
        throw Diagnostic.error(
          at: Site(path), "the library OS cannot be read: \(error)",
          recommendation: "\(Installation.setUp) again")
      }
    }
    self.symbols = symbols
    handlers = Set(symbols.compactMap(SystemCallHandler.number(of:)))
    choices = try Self.choices(description.arguments, installation)
  }

  /// The values of `arguments`, from the headers of `installation`.
  private static func choices(
    _ arguments: [ServedArgument], _ installation: Installation
  ) throws -> [Choice] {
    let names = arguments.flatMap { $0.served + $0.missing.keys }
    let words = names.flatMap { $0.split(separator: " ").map(String.init) }
    let headers = Set(arguments.flatMap(\.headers)).sorted()
    let constants = try HeaderConstants(
      words, headers: headers, arguments: SourceArguments(installation).fixed)
    /// The values of the names in `name`, unless the headers do not know one.
    func values(_ name: String) throws -> [UInt32] {
      try name.split(separator: " ").map { word in
        guard let value = constants.values[String(word)] else {
          throw Diagnostic.error(
            "the C library's headers do not define '\(word)', which a served.json names",
            recommendation: "\(Installation.setUp) again")
        }
        return UInt32(truncatingIfNeeded: value)
      }
    }
    return try arguments.map { argument in
      var served: [[UInt32]: String] = [:]
      for name in argument.served where served[try values(name)] == nil {
        served[try values(name)] = name
      }
      var missing: [[UInt32]: String] = [:]
      for name in argument.missing.keys.sorted() where served[try values(name)] == nil {
        missing[try values(name)] = name
      }
      return Choice(argument: argument, served: served, missing: missing)
    }
  }

  /// How much of the system call `number` is served.
  package func extent(of number: Int) -> Extent {
    let name = names[number]
    guard handlers.contains(number) else {
      return .absent(description.absent[name] ?? Self.advice)
    }
    if let advice = description.refused[name] { return .refused(advice) }
    let lacks = lacking(in: name)
    return lacks.isEmpty ? .served : .partly(lacks.joined(separator: "; "))
  }

  /// What the handler of the system call `name` does not do.
  private func lacking(in name: String) -> [String] {
    let values = description.arguments.filter { $0.systemCalls.contains(name) }
      .filter { !$0.missing.isEmpty }
      .map { "without " + $0.missing.keys.sorted().joined(separator: ", ") }
    return [description.partly[name]].compactMap { $0 } + values
  }
}

/// How the library OS names the functions that serve system calls: `system_call_1_write`.
enum SystemCallHandler {

  /// The number in the name `name`, if it is a handler's.
  static func number(of name: String) -> Int? {
    let parts = name.split(separator: "_", maxSplits: 3)
    guard parts.count == 4, parts[0] == "system", parts[1] == "call" else { return nil }
    return Int(parts[2])
  }
}
