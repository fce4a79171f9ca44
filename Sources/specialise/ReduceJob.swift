import Foundation
import Image
import LibraryOS
import Model
import Pipeline
import WholeProgram

/// What the commands on whole-program modules are told of a module.
struct ModuleDescription {

  /// The module's file.
  let input: String
  /// Names that others refer to.
  let roots: [String]
  /// Files of such names.
  let rootFiles: [String]
  /// What external functions do, as NAME=EFFECT.
  let externals: [String]
  /// Files of such statements.
  let externalFiles: [String]

  /// The reduction of the module; warnings about it are shown.
  func reduction() throws -> Reduction {
    var names = roots
    for file in rootFiles { names += try words(in: file).map(\.text) }
    if names.isEmpty { names = ["main"] }
    var effects: [String: ExternalEffect] = [:]
    for file in externalFiles {
      for (line, text) in try words(in: file) {
        let (name, effect) = try statement(text, at: Site(file, line: line))
        effects[name] = effect
      }
    }
    for text in externals {
      let (name, effect) = try statement(text, at: nil)
      effects[name] = effect
    }
    let reduction = try Reduction(
      file: input, roots: names, effects: effects, executable: Executable.path)
    reduction.warnings.forEach { StandardError.write("\($0)") }
    return reduction
  }

  /// The words in `file` with their lines; what follows a `#` is left out.
  private func words(in file: String) throws -> [(line: Int, text: String)] {
    guard let text = try? String(contentsOfFile: file, encoding: .utf8) else {
      throw Diagnostic.error(
        at: Site(file), "the list cannot be read",
        recommendation: "give a text file with one entry a line")
    }
    return text.split(separator: "\n", omittingEmptySubsequences: false).enumerated().flatMap {
      number, line in
      line.prefix { $0 != "#" }.split(whereSeparator: \.isWhitespace).map {
        (number + 1, String($0))
      }
    }
  }

  /// The name and the effect in `text`, which stands at `site`.
  private func statement(_ text: String, at site: Site?) throws -> (String, ExternalEffect) {
    let parts = text.split(separator: "=", maxSplits: 1).map(String.init)
    guard parts.count == 2, let effect = ExternalEffect(rawValue: parts[1]) else {
      let known = ExternalEffect.allCases.map(\.rawValue).joined(separator: ", ")
      throw Diagnostic.error(
        at: site, "'\(text)' does not say what a function does",
        recommendation: "write NAME=EFFECT with one of these effects: \(known)")
    }
    return (parts[0], effect)
  }
}

/// Reduces `module` to the file `output`, to machine code if its name ends like that of an object;
/// returns the exit status.
func reduceModule(_ module: ModuleDescription, output: String) throws -> Int32 {
  if output == module.input {
    throw Diagnostic.error(
      at: Site(output), "the output would replace the input",
      recommendation: "choose another name for the output")
  }
  let bytes = try module.reduction().run(as: output.hasSuffix(".o") ? .object : .bitcode)
  var outputs = OutputTransaction()
  try outputs.write(bytes, to: output)
  try outputs.commit()
  return 0
}

/// Shows what the engine finds out about `symbols` of `module`; returns the exit status.
func showFacts(of symbols: [String], in module: ModuleDescription, round: Int) throws -> Int32 {
  guard round >= 1 else {
    throw Diagnostic.error("there is no round \(round)", recommendation: "count rounds from 1 on")
  }
  try show(module.reduction().facts(of: symbols, round: round))
  return 0
}
