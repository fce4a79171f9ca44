import Foundation
import Testing

/// A program of `Tests/Programs`: how it is built, and the runs that are compared.
struct ProgramDescription: Decodable, CustomTestStringConvertible, Sendable {

  /// One run.
  struct Case: Decodable, Sendable {
    /// What the report of a failure calls the run.
    let name: String
    /// Which of several programs of one build runs, if not the main one.
    let program: String?
    /// The arguments after the program's own name.
    let arguments: [String]
    /// The file that standard input comes from, beside the description; none: it is empty.
    let stdin: String?
    /// Files that the program finds: absolute path there, relative path beside the description.
    let files: [String: String]?
    /// The whole environment.
    let environment: [String: String]?
    /// The exit status that both runs must have.
    let status: Int32
    /// The file with what both runs must print, where that is fixed.
    let stdout: String?
  }

  /// The folder, which gives the program its name.
  var folder = URL(fileURLWithPath: "/")
  /// The recipe that builds a program of others.
  let build: String?
  /// The main program that the recipe leaves.
  let program: String?
  /// The source files of a program of ours.
  let sources: [String]?
  /// Further arguments for the compiler.
  let flags: [String]?
  /// The runs.
  let cases: [Case]

  /// The files that `run` finds. Runs of a program of others share all of theirs, and so an image.
  func files(of run: Case) -> [String: String] {
    guard build != nil else { return run.files ?? [:] }
    return cases.reduce(into: [:]) { all, other in
      all.merge(other.files ?? [:]) { first, second in
        precondition(first == second, "\(name): two runs want different files at one place")
        return first
      }
    }
  }

  /// The environment of `run` that its image has from the start; the rest is told at boot.
  func fixedEnvironment(of run: Case) -> [String: String] {
    let own = run.environment ?? [:]
    return build == nil || cases.allSatisfy({ $0.environment ?? [:] == own }) ? own : [:]
  }

  /// What is decoded; the folder is not.
  private enum CodingKeys: String, CodingKey {
    case build, program, sources, flags, cases
  }

  /// The folder's name.
  var name: String { folder.lastPathComponent }

  /// The name in test reports.
  var testDescription: String { name }

  /// The programs of the folder `root`, sorted by name, as far as `filter` names them.
  static func all(below root: URL, isOfOthers: Bool) -> [ProgramDescription] {
    let filter = ProcessInfo.processInfo.environment["PROGRAMS"].map {
      Set($0.split(separator: ",").map(String.init))
    }
    let names = (try? FileManager.default.contentsOfDirectory(atPath: root.path)) ?? []
    return names.sorted().compactMap { name in
      guard filter?.contains(name) ?? true else { return nil }
      let file = root.appending(path: "\(name)/program.json")
      guard let data = try? Data(contentsOf: file) else { return nil }
      guard var result = try? JSONDecoder().decode(ProgramDescription.self, from: data) else {
        preconditionFailure("\(file.path) is not a program description")
      }
      result.folder = file.deletingLastPathComponent()
      return (result.build != nil) == isOfOthers ? result : nil
    }
  }
}
