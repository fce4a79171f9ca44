import Foundation
import LibraryOS
import Model

/// What a check found: the program's system calls, and what it asks for in vain.
package struct CheckResult: Hashable, Codable, Sendable {

  /// A system call with how much of it is served.
  package struct SystemCall: Hashable, Codable, Sendable {

    /// How much is served.
    package enum Extent: String, Hashable, Codable, Sendable {
      case served, partly, refused, absent
    }

    /// The number.
    package let number: Int
    /// The name.
    package let name: String
    /// How much is served.
    package let extent: Extent
    /// What is missing, or what to do instead.
    package let note: String?

    /// The system call `number`, as `services` have it.
    package init(number: Int, _ services: Services) {
      self.number = number
      name = services.names[number]
      switch services.extent(of: number) {
      case .served: (extent, note) = (.served, nil)
      case .partly(let text): (extent, note) = (.partly, text)
      case .refused(let text): (extent, note) = (.refused, text)
      case .absent(let text): (extent, note) = (.absent, text)
      }
    }
  }

  /// The version of the format.
  package let version: Int
  /// What was checked.
  package let inputs: [String]
  /// The system calls that live code of the program can make, by number.
  package let systemCalls: [SystemCall]
  /// What the program asks for in vain, or perhaps so.
  package let findings: [Finding]

  /// A result with the given parts.
  init(inputs: [String], systemCalls: [SystemCall], findings: [Finding]) {
    version = 1
    self.inputs = inputs
    self.systemCalls = systemCalls
    self.findings = findings
  }

  /// The findings that say that the program does not get something.
  package var errors: [Finding] { findings.filter { $0.diagnostic.level == .error } }

  /// One line that sums the result up.
  package var summary: String {
    let calls = "\(systemCalls.count) system call\(systemCalls.count == 1 ? "" : "s")"
    let verdict =
      errors.isEmpty
      ? "all that it asks for is served"
      : "\(errors.count) place\(errors.count == 1 ? "" : "s") that ask\(errors.count == 1 ? "s" : "") for what is not served"
    return "\(inputs.joined(separator: ", ")): \(calls), \(verdict)"
  }

  /// The result as JSON.
  package var json: String { Self.json(of: self) }

  /// Returns `value` as JSON: keys in alphabetical order, a newline at the end.
  static func json(of value: some Encodable) -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
    guard let data = try? encoder.encode(value) else {
      preconditionFailure("plain values can always be written as JSON")
    }
    return String(decoding: data, as: UTF8.self) + "\n"
  }
}

/// All system calls of Linux that the C library's headers name, with how much of each is served.
package struct SystemCallTable: Hashable, Codable, Sendable {

  /// The version of the format.
  package let version: Int
  /// The system calls by number.
  package let systemCalls: [CheckResult.SystemCall]

  /// The table of `services`.
  package init(_ services: Services) {
    version = 1
    systemCalls = services.names.numbers.map { .init(number: $0, services) }
  }

  /// How many system calls are served as `extent` says.
  package func count(_ extent: CheckResult.SystemCall.Extent) -> Int {
    systemCalls.count { $0.extent == extent }
  }

  /// The table as JSON.
  package var json: String { CheckResult.json(of: self) }

  /// The table as lines of text, with the counts at its end.
  package var text: String {
    var lines = systemCalls.map { call in
      let number = String(repeating: " ", count: 3 - "\(call.number)".count) + "\(call.number)"
      let name = call.name.padding(toLength: 24, withPad: " ", startingAt: 0)
      let extent =
        switch call.extent {
        case .served: "served"
        case .partly: "partly: \(call.note ?? "")"
        case .refused: "refused: \(call.note ?? "")"
        case .absent: "not: \(call.note ?? "")"
        }
      return "\(number)  \(name)  \(extent)"
    }
    lines.append(
      "\(systemCalls.count) system calls: \(count(.served)) served, \(count(.partly)) partly, "
        + "\(count(.refused)) refused, \(count(.absent)) not")
    return lines.joined(separator: "\n") + "\n"
  }
}
