package import FoundationEssentials
package import Model

/// What a component's `served.json` says of the system calls and functions that it serves.
///
/// Whether a system call has a handler, the library OS's archive tells; this file says what a handler
/// does not do, and what a program can do that needs what is not there. Tests hold it against the
/// handlers.
package struct ServiceDescription: Hashable, Sendable, Decodable {

  /// What handlers do not do that Linux does, by the name of the system call, in words.
  package private(set) var partly: [String: String] = [:]
  /// System calls whose handlers always refuse, with what a program can do instead.
  package private(set) var refused: [String: String] = [:]
  /// System calls without handler, with what a program can do instead.
  package private(set) var absent: [String: String] = [:]
  /// Functions of C libraries that are missing, or that can only fail, with what a program can do
  /// instead.
  package private(set) var functions: [String: String] = [:]
  /// Arguments that choose among services.
  package private(set) var arguments: [ServedArgument] = []

  /// A description that says nothing.
  package init() {}

  /// The keys of the file.
  private enum CodingKeys: String, CodingKey, CaseIterable {
    case partly, refused, absent, functions, arguments
  }

  /// The description in the text `json` of `file`.
  package init(json: Data, file: String) throws(Diagnostic) {
    do {
      self = try JSONDecoder().decode(Self.self, from: json)
    } catch {
      let known = CodingKeys.allCases.map(\.rawValue).joined(separator: ", ")
      throw .error(
        at: Site(file), "the description of what is served is wrong: \(error)",
        recommendation: "write an object with some of these keys: \(known)")
    }
  }

  /// The description that `decoder` holds.
  package init(from decoder: any Decoder) throws {
    let keys = try decoder.container(keyedBy: CodingKeys.self)
    partly = try keys.decodeIfPresent([String: String].self, forKey: .partly) ?? [:]
    refused = try keys.decodeIfPresent([String: String].self, forKey: .refused) ?? [:]
    absent = try keys.decodeIfPresent([String: String].self, forKey: .absent) ?? [:]
    functions = try keys.decodeIfPresent([String: String].self, forKey: .functions) ?? [:]
    arguments = try keys.decodeIfPresent([ServedArgument].self, forKey: .arguments) ?? []
  }

  /// Adds what `other` says.
  package mutating func add(_ other: ServiceDescription) {
    partly.merge(other.partly) { $0 + "; " + $1 }
    refused.merge(other.refused) { first, _ in first }
    absent.merge(other.absent) { first, _ in first }
    functions.merge(other.functions) { first, _ in first }
    for argument in other.arguments {
      if let index = arguments.firstIndex(where: { $0.isSameChoice(as: argument) }) {
        arguments[index].add(argument)
      } else {
        arguments.append(argument)
      }
    }
  }

  /// All that the components in the folder `runtime` say.
  package static func all(readingFrom runtime: String) throws(Diagnostic) -> ServiceDescription {
    var result = ServiceDescription()
    let paths = (try? FileManager.default.subpathsOfDirectory(atPath: runtime)) ?? []
    for path in paths.filter({ $0.hasSuffix("/served.json") }).sorted() {
      guard let text = FileManager.default.contents(atPath: "\(runtime)/\(path)") else {
        throw .error(at: Site("\(runtime)/\(path)"), "cannot be read")
      }
      result.add(try ServiceDescription(json: text, file: "runtime/\(path)"))
    }
    return result
  }
}

/// An argument of system calls, or a pair of them, that chooses what is to be done: a command, a
/// request, an option, or a set of flags.
package struct ServedArgument: Hashable, Sendable, Codable {

  /// The system calls.
  package let systemCalls: [String]
  /// The positions of the arguments that choose together, from 0 on.
  package let positions: [Int]
  /// What messages call the argument.
  package let title: String
  /// The headers that define the names.
  package let headers: [String]
  /// `true` iff each bit is a choice of its own; then only what is missing is listed.
  package let isMask: Bool?
  /// What values are answered with that are not served, as `errno.h` calls it.
  package let refusal: String
  /// The names of the values that are served; those of a pair with a blank between them.
  package private(set) var served: [String]
  /// The names of those that are not, with what a program can do instead.
  package private(set) var missing: [String: String]

  /// `true` iff `other` is about the same argument.
  func isSameChoice(as other: ServedArgument) -> Bool {
    systemCalls == other.systemCalls && positions == other.positions
  }

  /// Adds the values of `other`; what one component serves is served.
  mutating func add(_ other: ServedArgument) {
    served += other.served
    missing.merge(other.missing) { first, _ in first }
    for name in served { missing[name] = nil }
  }
}
